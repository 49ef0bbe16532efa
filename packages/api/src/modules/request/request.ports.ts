import type { Priority } from '@pmp/contracts/category';
import type { RequestStatus, Resolution, Visibility, WaitingOn } from '@pmp/contracts/lifecycle';
import type { Address, Place } from '@pmp/contracts/place';
import type { CommandRecord } from '../../kernel/command.ts';
import type { PageRequest } from '../../kernel/page.ts';
import type { SlotOutcome } from '../../kernel/slots.ts';
import type { Tail, TailEntry } from '../event/event.ports.ts';

/** The case. `version` counts its writes; each write records one event, whose `seq` is the version it made. */
export interface Request {
  id: string;
  number: string;
  version: number;
  status: RequestStatus;
  homeownerId: string;
  propertyId: string | null;
  title: string;
  description: string;
  category: string;
  priority: Priority;
  priorityFloor: Priority | null;
  address: Address;
  place: Place;
  waitingOn: WaitingOn;
  visibility: Visibility;
  resolution: Resolution | null;
  closingText: string | null;
  createdAt: Date;
  updatedAt: Date;
  sortKey: string;
}

/** A request to be stored. `daySlot` is the place that it takes of its homeowner's day; without one it takes none. */
export interface NewRequest extends Request {
  daySlot?: { day: string; slot: number };
  /** The plan and the date that it is made for, `<planId>/<ISO instant>`: there is one request for each. */
  planDue?: string;
}

/** What a write may set; identity, ownership and version are not among it. */
export type RequestFields = Partial<
  Pick<
    Request,
    | 'status'
    | 'title'
    | 'description'
    | 'category'
    | 'priority'
    | 'priorityFloor'
    | 'waitingOn'
    | 'visibility'
    | 'resolution'
    | 'closingText'
  >
>;

/** A compare-and-set: it happens only if `request` still has the status and version seen here. */
export interface RequestChange {
  request: Request;
  set: RequestFields;
  entry: TailEntry;
  command: CommandRecord | undefined;
}

/**
 * Whose eyes a read has: a homeowner's, for their own requests, or those of a jurisdiction's officials, for what lies in it
 * and what could be placed nowhere. A draft is its owner's alone.
 */
export type Scope =
  | { readonly by: 'homeowner'; readonly homeownerId: string }
  | { readonly by: 'official'; readonly jurisdictionId: string };

/** Which requests a list is of: a homeowner's, those of one jurisdiction, or those of none (null). */
export type ListScope =
  | Extract<Scope, { by: 'homeowner' }>
  | { readonly by: 'official'; readonly jurisdictionId: string | null };

export interface WholeRequest {
  request: Request;
  commands: readonly CommandRecord[];
  tail: readonly TailEntry[];
}

/** Requests in the database. Every read is scoped. */
export interface Requests {
  /**
   * Answers `duplicate`, and stores nothing, when the homeowner has used this key, there is one for the plan's date, or an
   * identifier is taken; `slot_taken` when the slot is.
   */
  insert(request: NewRequest, entry: TailEntry, command: CommandRecord | undefined): Promise<SlotOutcome>;
  /** The slots of a day that the homeowner's requests have taken. */
  takenSlots(homeownerId: string, day: string): Promise<number[]>;
  createdWith(homeownerId: string, key: string): Promise<{ created: Request; hash: string } | undefined>;
  /** What has been made for a date of a plan of theirs. */
  plannedFor(homeownerId: string, planDue: string): Promise<Request | undefined>;
  /** Undefined when it is missing or out of scope. */
  find(id: string, scope: Scope): Promise<Request | undefined>;
  /** The same with its recent commands and its tail, for a command or a timeline. */
  findWhole(id: string, scope: Scope): Promise<WholeRequest | undefined>;
  /** Newest first (oldest first when `backward`), one more than the limit. */
  list(scope: ListScope, query: PageRequest & { status?: RequestStatus | undefined }): Promise<Request[]>;
  /** Undefined when the request has moved on. */
  change(change: RequestChange): Promise<{ request: Request; tail: Tail } | undefined>;
}
