import type { RequestStatus } from '@pmp/contracts/lifecycle';
import type { EventFacts, RequestEventType } from '@pmp/contracts/request-event';
import type { Role } from '@pmp/contracts/role';
import type { Look } from '../../kernel/look.ts';

/** What a notice is about; its words are made from the event that it belongs to. */
export type NoticeKind = `request_${RequestEventType}` | `quote_${string}`;

/** A message that is owed to a person because of an event; the outbox holds it until it has been sent. */
export interface Notice {
  to: string;
  kind: NoticeKind;
}

/** What one write to a record told. `seq` is the version that the write made, so it has no gap. */
export interface Entry<Type extends string = string, State extends string = string, Facts = object> {
  seq: number;
  type: Type;
  actor: { id: string; role: Role | 'system' };
  at: Date;
  from: State | null;
  to: State;
  fields: string[];
  reason: string | null;
  facts: Facts;
}

/** What one write to a request recorded. */
export type EventEntry = Entry<RequestEventType, RequestStatus, EventFacts>;

/** An event with the notices that go with it, as a record's tail keeps them until they have been relayed. */
export type Told<E extends Entry> = E & { notices: Notice[] };
export type TailEntry = Told<EventEntry>;

/** A tail that is longer has lost its relay; the case then takes no more commands rather than losing one. */
export const tailLimit = 12;

/** The kind of most notices: it is named after the event. */
export const usualKind = (type: string) => `request_${type}` as NoticeKind;

/** What an entry takes with up to two notices, no text and no facts; one that tells more takes the place of others. */
const plainEntryBytes = 220;
const noticesIncluded = 2;
const noticeBytes = 26;
const kindBytes = 12;

/** How many bytes of a document a value takes, its own name not counted. */
const bytesOf = (value: unknown): number => {
  if (typeof value === 'string') return 5 + Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return 8;
  return Object.entries(value).reduce((sum, [name, item]) => sum + 2 + name.length + bytesOf(item), 5);
};

/** What an entry tells. */
interface Telling {
  type: string;
  reason: string | null;
  facts: object;
  notices?: readonly Notice[];
}

/** At most how many bytes an entry takes of its record: a case has to stay small. */
export const weightOf = ({ type, reason, facts, notices = [] }: Telling): number => {
  const unusual = notices.filter(({ kind }) => kind !== usualKind(type));
  return (
    plainEntryBytes +
    (reason === null ? 0 : bytesOf({ reason })) +
    (Object.keys(facts).length === 0 ? 0 : bytesOf({ facts })) +
    noticeBytes * Math.max(0, notices.length - noticesIncluded) +
    unusual.reduce((sum, { kind }) => sum + kindBytes + kind.length, 0)
  );
};

/** Whether a tail takes one more entry: so many plain ones, or fewer that tell more. */
export const hasRoom = (tail: readonly Telling[], entry: Telling): boolean =>
  tail.reduce((sum, one) => sum + weightOf(one), weightOf(entry)) <= tailLimit * plainEntryBytes;

/** A record's whole tail at one version: everything that has not been relayed. */
export interface Tail<E extends Entry = EventEntry> {
  subjectId: string;
  version: number;
  entries: readonly Told<E>[];
}

/** An append-only history, and the outbox. */
export interface History<E extends Entry> {
  /** Stores what is not there yet; a repeat changes nothing. */
  record(tails: readonly Tail<E>[]): Promise<void>;
  /** A subject's relayed events, in no order. */
  beside(subjectId: string): Look<unknown, E[]>;
}

/** The history of requests. */
export type Events = History<EventEntry>;

/** The records that carry tails. */
export interface Tails<E extends Entry = EventEntry> {
  /** Takes what was relayed out of each tail. A record that has moved on keeps what is newer and stays due; that write brings its own relay. */
  clear(tails: readonly Tail<E>[]): Promise<void>;
  /** Tails that should have been relayed before `before`. */
  overdue(before: Date, limit: number): Promise<Tail<E>[]>;
}

/** Takes tails to the history and the outbox, after the call that wrote them has been answered. */
export interface Relay<E extends Entry = EventEntry> {
  push(tail: Tail<E>): void;
}
