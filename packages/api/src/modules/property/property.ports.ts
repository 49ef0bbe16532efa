import type { Address, Place } from '@pmp/contracts/place';
import type { PropertyKind } from '@pmp/contracts/property';
import type { CommandRecord } from '../../kernel/command.ts';
import type { PageRequest } from '../../kernel/page.ts';

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

export interface PropertyChange {
  id: string;
  ownerId: string;
  expectedVersion: number;
  set: Partial<Pick<Property, 'label' | 'kind' | 'address' | 'place' | 'accessNotes'>>;
  at: Date;
  command: CommandRecord | undefined;
}

/** Properties in the database. Every read is scoped by owner. */
export interface Properties {
  /** Answers `duplicate`, and stores nothing, when the owner has created something with this key or the id is taken. */
  insert(property: Property, command: CommandRecord | undefined): Promise<'inserted' | 'duplicate'>;
  createdWith(ownerId: string, key: string): Promise<{ created: Property; hash: string } | undefined>;
  /** The property and its recent commands; undefined when it is missing or not `ownerId`'s. */
  owned(
    id: string,
    ownerId: string,
  ): Promise<{ property: Property; commands: readonly CommandRecord[] } | undefined>;
  /** Newest first (oldest first when `backward`), one more than the limit. */
  listOwned(ownerId: string, page: PageRequest): Promise<Property[]>;
  /** Writes only if the version still stands; undefined when it does not. */
  change(change: PropertyChange): Promise<Property | undefined>;
}
