import type { Address, Place } from '@pmp/contracts/place';
import type { PropertyKind } from '@pmp/contracts/property';
import type { CommandRecord, Earlier } from '../../kernel/command.ts';
import type { Look } from '../../kernel/look.ts';
import type { PageRequest } from '../../kernel/page.ts';
import type { SlotOutcome } from '../../kernel/slots.ts';

export interface Property {
  id: string;
  version: number;
  ownerId: string;
  label: string;
  kind: PropertyKind;
  address: Address;
  place: Place;
  accessNotes: string | null;
  createdAt: Date;
  updatedAt: Date;
  sortKey: string;
}

/** A property to be stored, with the place that it takes among its owner's; without one it takes none. */
export interface NewProperty extends Property {
  slot?: number;
}

export interface PropertyChange {
  id: string;
  ownerId: string;
  expectedVersion: number;
  set: Partial<Pick<Property, 'label' | 'kind' | 'address' | 'place' | 'accessNotes'>>;
  at: Date;
  command: CommandRecord | undefined;
}

/** How to get to a property and into it. */
export interface Access {
  accessNotes: string | null;
  address: Address;
  place: Place;
}

/** A request, as far as a property is concerned. */
interface AtProperty {
  propertyId: string | null;
}

/** Properties in the database. Every read but `accessBeside` is scoped by owner. */
export interface Properties {
  /**
   * Answers `duplicate`, and stores nothing, when the owner has created something with this key or the id is taken;
   * `slot_taken` when the slot is.
   */
  insert(property: NewProperty, command: CommandRecord | undefined): Promise<SlotOutcome>;
  /** The slots that the owner's properties have taken. */
  takenSlots(ownerId: string): Promise<number[]>;
  createdWith(ownerId: string, key: string): Promise<Earlier<Property> | undefined>;
  /** The property and its recent commands; undefined when it is missing or not `ownerId`'s. */
  owned(
    id: string,
    ownerId: string,
  ): Promise<{ property: Property; commands: readonly CommandRecord[] } | undefined>;
  /** Whether the property that a request is at is there, and `ownerId`'s. */
  ownedBeside(ownerId: string): Look<AtProperty, boolean>;
  /** In nobody's scope: for a use case that finds out whether the actor is bound to a job there. */
  accessBeside(): Look<AtProperty, Access | undefined>;
  /** Newest first (oldest first when `backward`), one more than the limit. */
  listOwned(ownerId: string, page: PageRequest): Promise<Property[]>;
  /** Writes only if the version still stands; undefined when it does not. */
  change(change: PropertyChange): Promise<Property | undefined>;
}
