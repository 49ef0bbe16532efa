import type { Db, ObjectId } from 'mongodb';
import type { CollectionSpec } from '../../mongo/collection.ts';
import { type EntryDoc, fromEntryDoc, toEntryDoc } from '../../mongo/entry.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import { lookAt } from '../../mongo/look.ts';
import { toObjectId } from '../../mongo/object-id.ts';
import type { Entry, EventEntry, History, Notice, Tail } from './event.ports.ts';

type HistoryDoc<Type extends string, State extends string, Facts> = EntryDoc<Type, State, Facts> & {
  subject: ObjectId;
};

type EventDoc = HistoryDoc<EventEntry['type'], EventEntry['to'], EventEntry['facts']>;

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
  shapes: [{ name: 'beside', equal: ['subject'], index: 'subject_seq' }],
};

export const outboxCollection: CollectionSpec<OutboxDoc> = {
  name: 'outbox',
  indexes: [{ name: 'once', key: { subject: 1, seq: 1, to: 1, kind: 1 }, unique: true }],
  shapes: [],
};

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

    beside: (subjectId) =>
      lookAt<unknown, HistoryDoc<Type, State, Facts>, Entry<Type, State, Facts>[]>(
        { name },
        { by: { ids: toObjectId(subjectId), foreign: 'subject' } },
        (found) => found.map(({ doc }) => fromEntryDoc(doc, none)),
      ),
  };
};

export const mongoEvents = (db: Db): History<EventEntry> => mongoHistory(db, eventCollection, {});
