import type { Db, ObjectId } from 'mongodb';
import type { CollectionSpec } from '../../mongo/collection.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import {
  type Entry,
  type EventEntry,
  type History,
  type Notice,
  type Tail,
  type Told,
  usualKind,
} from './event.ports.ts';

type Actor = { id: ObjectId; role: Entry['actor']['role'] };

/** An event as it is stored. Ids among its facts stay text: no query asks for them. */
export interface EntryDoc<Type extends string, State extends string, Facts>
  extends Omit<Entry<Type, State, Facts>, 'actor' | 'facts'> {
  actor: Actor;
  /** Absent where there are none, and in events from before there were any. */
  facts?: Facts;
}

/** An event in its record's tail, with the notices that go with it. Of what is empty or follows from the type nothing is kept. */
export interface ToldDoc<Type extends string, State extends string, Facts>
  extends Omit<EntryDoc<Type, State, Facts>, 'fields' | 'reason'> {
  fields?: string[];
  reason?: string;
  /** Without a kind, it is the one that is named after the event. */
  notices?: { to: ObjectId; kind?: Notice['kind'] }[];
}

interface EventDoc extends EntryDoc<EventEntry['type'], EventEntry['to'], EventEntry['facts']> {
  subject: ObjectId;
}

interface OutboxDoc {
  subject: ObjectId;
  seq: number;
  to: ObjectId;
  kind: Notice['kind'];
  state: 'pending';
  createdAt: Date;
}

export const eventCollection: CollectionSpec<EventDoc> = {
  name: 'events',
  indexes: [{ name: 'subject_seq', key: { subject: 1, seq: 1 }, unique: true }],
  shapes: [{ name: 'of', equal: ['subject'], then: 'seq', index: 'subject_seq' }],
};

export const outboxCollection: CollectionSpec<OutboxDoc> = {
  name: 'outbox',
  indexes: [{ name: 'once', key: { subject: 1, seq: 1, to: 1, kind: 1 }, unique: true }],
  shapes: [],
};

const toEntryDoc = <Type extends string, State extends string, Facts extends object>(
  entry: Entry<Type, State, Facts>,
): EntryDoc<Type, State, Facts> => ({
  seq: entry.seq,
  type: entry.type,
  actor: { id: toObjectId(entry.actor.id), role: entry.actor.role },
  at: entry.at,
  from: entry.from,
  to: entry.to,
  fields: entry.fields,
  reason: entry.reason,
  ...(Object.keys(entry.facts).length > 0 && { facts: entry.facts }),
});

export const toToldDoc = <Type extends string, State extends string, Facts extends object>(
  entry: Told<Entry<Type, State, Facts>>,
): ToldDoc<Type, State, Facts> => {
  const { fields, reason, ...rest } = toEntryDoc(entry);
  const notices = entry.notices.map(({ to, kind }) => ({
    to: toObjectId(to),
    ...(kind !== usualKind(entry.type) && { kind }),
  }));
  return {
    ...rest,
    ...(fields.length > 0 && { fields }),
    ...(reason !== null && { reason }),
    ...(notices.length > 0 && { notices }),
  };
};

/** `none` is what an event without facts has. */
const fromEntryDoc = <Type extends string, State extends string, Facts extends object>(
  doc: EntryDoc<Type, State, Facts>,
  none: Facts,
): Entry<Type, State, Facts> => ({
  seq: doc.seq,
  type: doc.type,
  actor: { id: fromObjectId(doc.actor.id), role: doc.actor.role },
  at: doc.at,
  from: doc.from,
  to: doc.to,
  fields: doc.fields,
  reason: doc.reason,
  facts: doc.facts ?? none,
});

export const fromToldDoc = <Type extends string, State extends string, Facts extends object>(
  doc: ToldDoc<Type, State, Facts>,
  none: Facts,
): Told<Entry<Type, State, Facts>> => ({
  ...fromEntryDoc({ ...doc, fields: doc.fields ?? [], reason: doc.reason ?? null }, none),
  notices: (doc.notices ?? []).map(({ to, kind = usualKind(doc.type) }) => ({ to: fromObjectId(to), kind })),
});

const toOutboxDocs = ({ subjectId, entries }: Tail<Entry>): OutboxDoc[] =>
  entries.flatMap(({ seq, at, notices }) =>
    notices.map(({ to, kind }) => ({
      subject: toObjectId(subjectId),
      seq,
      to: toObjectId(to),
      kind,
      state: 'pending' as const,
      createdAt: at,
    })),
  );

/** Unordered, so that what is there already does not keep the rest out. */
const insertMissing = async (insert: () => Promise<unknown>) => {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
};

/** The history of one kind of record, in a collection of its own; its notices go to the one outbox. */
export const mongoHistory = <Type extends string, State extends string, Facts extends object>(
  db: Db,
  { name }: Pick<CollectionSpec, 'name'>,
  none: Facts,
): History<Entry<Type, State, Facts>> => {
  const events = db.collection(name);
  const outbox = db.collection(outboxCollection.name);
  return {
    record: (tails) =>
      reach(async () => {
        const entries = tails.flatMap((tail) =>
          tail.entries.map((entry) => ({ subject: toObjectId(tail.subjectId), ...toEntryDoc(entry) })),
        );
        if (entries.length > 0) await insertMissing(() => events.insertMany(entries, { ordered: false }));
        const notices = tails.flatMap(toOutboxDocs);
        if (notices.length > 0) await insertMissing(() => outbox.insertMany(notices, { ordered: false }));
      }),

    of: (subjectId, since) =>
      reach(async () => {
        const docs = await events
          .find<EntryDoc<Type, State, Facts>>({
            subject: toObjectId(subjectId),
            ...(since !== undefined && { seq: { $gte: since } }),
          })
          .sort({ seq: 1 })
          .toArray();
        return docs.map((doc) => fromEntryDoc(doc, none));
      }),
  };
};

export const mongoEvents = (db: Db): History<EventEntry> => mongoHistory(db, eventCollection, {});
