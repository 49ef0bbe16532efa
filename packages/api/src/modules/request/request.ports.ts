import type { Priority } from '@pmp/contracts/category';
import type { RequestStatus, Resolution, Visibility, WaitingOn } from '@pmp/contracts/lifecycle';
import type { Money } from '@pmp/contracts/money';
import type { Address, Place } from '@pmp/contracts/place';
import type {
  Award as AwardView,
  Completion,
  Hold,
  InvoiceBrief,
  Scores,
  Visit,
  WindowOffer,
} from '@pmp/contracts/request-view';
import type { CommandRecord, Earlier } from '../../kernel/command.ts';
import type { Look, Looks, Nothing } from '../../kernel/look.ts';
import type { PageRequest } from '../../kernel/page.ts';
import type { SlotOutcome } from '../../kernel/slots.ts';
import type { TailEntry } from '../event/event.ports.ts';

/** The accepted quote's or the direct offer's snapshot. */
export interface Award extends AwardView {
  /** The version that the award made. The contractor counts versions and events from there, and learns nothing of what was before. */
  atVersion: number;
}

/** What a request has had done to it after it was reported. Each of these is stored once it is more than nothing. */
export interface Progress {
  priorityFloor: Priority | null;
  closingText: string | null;
  duplicateOfId: string | null;
  /** Who may quote while it is `quoting`; `everyone` when it is published. */
  openTo: readonly string[];
  /** When this round of quotes began: what was quoted before was quoted for something else. Null before the first. */
  quotesSince: Date | null;
  quoteDueAt: Date | null;
  /** Set once the homeowner has been told that quotes were due. */
  quotesDueTold: boolean;
  spendCap: Money | null;
  award: Award | null;
  windows: WindowOffer | null;
  visits: readonly Visit[];
  hold: Hold | null;
  /** For how many milliseconds holds have stopped the contractor's time since the award. */
  pausedMs: number;
  startedAt: Date | null;
  completion: Completion | null;
  /** Set once the homeowner has been reminded that the work waits for an answer. */
  reminded: boolean;
  scores: Scores | null;
  invoice: InvoiceBrief | null;
  returnedCount: number;
  reopenCount: number;
  lastContractorId: string | null;
  endedAt: Date | null;
}

/** The case. `version` counts its writes; each write records one event, whose `seq` is the version it made. */
export interface Request extends Progress {
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
  address: Address;
  place: Place;
  waitingOn: WaitingOn;
  visibility: Visibility;
  resolution: Resolution | null;
  createdAt: Date;
  updatedAt: Date;
  sortKey: string;
}

/** A request to be stored. `daySlot` is the place that it takes of its homeowner's day; without one it takes none. */
export interface NewRequest extends Request {
  daySlot?: { day: string; slot: number };
  /** The plan and the local day that it is made for, `<planId>/<YYYY-MM-DD>`: there is one request for each. */
  planDue?: string;
}

/** What a write may set; identity, ownership and version are not among it. */
export type RequestFields = Partial<
  Progress &
    Pick<
      Request,
      'status' | 'title' | 'description' | 'category' | 'priority' | 'waitingOn' | 'visibility' | 'resolution'
    >
>;

/** What follows from a request and is stored beside it, because queries ask for it. */
export interface Derived {
  /** Where the board shows it; empty while it is on none. */
  board: readonly string[];
  /** When the clock has to look at it; null for never. */
  dueAt: Date | null;
}

/** A compare-and-set: it happens only if `request` still has the status and version seen here. */
export interface RequestChange {
  request: Request;
  set: RequestFields;
  derived: Derived;
  entry: TailEntry;
  command: CommandRecord | undefined;
}

/**
 * Whose eyes a read has: a homeowner's, for their own requests; those of a jurisdiction's officials, for what lies in it and what could be
 * placed nowhere; a contractor's, for the jobs that were awarded to them, or as a `bidder` for those that they may quote
 * for; or the clock's, which sees all. A draft is its owner's alone.
 */
export type Scope =
  | { readonly by: 'homeowner'; readonly homeownerId: string }
  | { readonly by: 'official'; readonly jurisdictionId: string }
  | { readonly by: 'contractor'; readonly contractorId: string }
  | { readonly by: 'bidder'; readonly contractorId: string }
  | { readonly by: 'system' };

/**
 * Which requests a list is of: a homeowner's, those of one jurisdiction or of none (null), a contractor's jobs, those that a contractor
 * was asked by name to quote for, or those that the board shows under any of the keys.
 */
export type ListScope =
  | Extract<Scope, { by: 'homeowner' | 'contractor' }>
  | { readonly by: 'official'; readonly jurisdictionId: string | null }
  | { readonly by: 'invited'; readonly contractorId: string }
  | { readonly by: 'board'; readonly keys: readonly string[] };

/** A request, and what the looks that were taken along found beside it. */
export interface FoundRequest<Beside extends object = Nothing> {
  request: Request;
  beside: Beside;
}

export interface WholeRequest<Beside extends object = Nothing> extends FoundRequest<Beside> {
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
  createdWith(homeownerId: string, key: string): Promise<Earlier<Request> | undefined>;
  /** What has been made for a date of a plan of theirs. */
  plannedFor(homeownerId: string, planDue: string): Promise<Request | undefined>;
  /** Undefined when it is missing or out of scope. */
  find(id: string, scope: Scope): Promise<Request | undefined>;
  /** The same, and what stands beside it: nothing is looked for beside one that is out of scope. */
  findWith<Beside extends object>(
    id: string,
    scope: Scope,
    looks: Looks<Request, Beside>,
  ): Promise<FoundRequest<Beside> | undefined>;
  /** The same with its recent commands and its tail, for a command or a timeline. */
  findWhole<Beside extends object = Nothing>(
    id: string,
    scope: Scope,
    looks?: Looks<Request, Beside>,
  ): Promise<WholeRequest<Beside> | undefined>;
  /** The request that a record is about. In nobody's scope, as `many`. */
  beside(): Look<{ requestId: string }, Request | undefined>;
  /** Those of the ids that exist, in no order and in nobody's scope: for what a use case has found out that the actor has a part in. */
  many(ids: readonly string[]): Promise<Request[]>;
  /** Newest first (oldest first when `backward`), one more than the limit. */
  list(scope: ListScope, query: PageRequest & { status?: RequestStatus | undefined }): Promise<Request[]>;
  /** Undefined when the request has moved on. */
  change(change: RequestChange): Promise<Request | undefined>;
  /** Ids of requests that the clock should have looked at by `now`, most overdue first. */
  due(now: Date, limit: number): Promise<string[]>;
}

/** Stands in `openTo` for every contractor whose trade and area fit. */
export const everyone = '0'.repeat(24);

/** Nothing has been done yet. */
export const noProgress: Progress = {
  priorityFloor: null,
  closingText: null,
  duplicateOfId: null,
  openTo: [],
  quotesSince: null,
  quoteDueAt: null,
  quotesDueTold: false,
  spendCap: null,
  award: null,
  windows: null,
  visits: [],
  hold: null,
  pausedMs: 0,
  startedAt: null,
  completion: null,
  reminded: false,
  scores: null,
  invoice: null,
  returnedCount: 0,
  reopenCount: 0,
  lastContractorId: null,
  endedAt: null,
};
