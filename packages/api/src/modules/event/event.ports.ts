import type { RequestStatus } from '@pmp/contracts/lifecycle';
import type { RequestEventType } from '@pmp/contracts/request';
import type { Role } from '@pmp/contracts/role';

/** A message that is owed to a person because of an event; the outbox holds it until it has been sent. */
export interface Notice {
  to: string;
  kind:
    | 'request_submitted'
    | 'request_cancelled'
    | 'request_rejected'
    | 'request_reopened'
    | 'request_reinstated'
    | 'request_prioritised';
}

/** What one write to a request recorded. `seq` is the version that the write made, so it has no gap. */
export interface EventEntry {
  seq: number;
  type: RequestEventType;
  actor: { id: string; role: Role | 'system' };
  at: Date;
  from: RequestStatus | null;
  to: RequestStatus;
  fields: string[];
  reason: string | null;
}

/** An event with the notices that go with it, as a request's tail keeps them until they have been relayed. */
export interface TailEntry extends EventEntry {
  notices: Notice[];
}

/** A tail that is longer has lost its relay; the case then takes no more commands rather than losing one. */
export const tailLimit = 12;

/** So many bytes of an entry's text take the place of another entry: a case has to stay small. */
const textBytesAPlace = 170;

/** How many places an entry takes of its tail. */
export const placesOf = ({ reason }: Pick<EventEntry, 'reason'>): number =>
  1 + Math.ceil(Buffer.byteLength(reason ?? '') / textBytesAPlace);

/** Whether a tail takes one more entry. */
export const hasRoom = (tail: readonly EventEntry[], entry: EventEntry): boolean =>
  tail.reduce((places, one) => places + placesOf(one), placesOf(entry)) <= tailLimit;

/** A request's whole tail at one version: everything that has not been relayed. */
export interface Tail {
  subjectId: string;
  version: number;
  entries: readonly TailEntry[];
}

/** The append-only history and the outbox. */
export interface Events {
  /** Stores what is not there yet; a repeat changes nothing. */
  record(tails: readonly Tail[]): Promise<void>;
  /** A subject's relayed events, oldest first. */
  of(subjectId: string): Promise<EventEntry[]>;
}

/** The records that carry tails. */
export interface Tails {
  /** Empties each tail whose record still has the version of `tail`; a newer write brings its own relay. */
  clear(tails: readonly Tail[]): Promise<void>;
  /** Tails that should have been relayed before `before`. */
  overdue(before: Date, limit: number): Promise<Tail[]>;
}

/** Takes tails to the history and the outbox, after the call that wrote them has been answered. */
export interface Relay {
  push(tail: Tail): void;
}
