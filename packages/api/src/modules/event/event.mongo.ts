import type { Db, ObjectId } from 'mongodb';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import type { EventEntry, Events, Notice, Tail } from './event.ports.ts';

interface EventDoc extends Omit<EventEntry, 'actor'> {
  subject: ObjectId;
  actor: { id: ObjectId; role: EventEntry['actor']['role'] };
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

const toEventDocs = ({ subjectId, entries }: Tail): EventDoc[] =>
  entries.map(({ notices: _, actor, ...entry }) => ({
    subject: toObjectId(subjectId),
    ...entry,
    actor: { id: toObjectId(actor.id), role: actor.role },
  }));

const toOutboxDocs = ({ subjectId, entries }: Tail): OutboxDoc[] =>
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

const fromDoc = ({ seq, type, actor, at, from, to, fields, reason }: EventDoc): EventEntry => ({
  seq,
  type,
  actor: { id: fromObjectId(actor.id), role: actor.role },
  at,
  from,
  to,
  fields,
  reason,
});

/** Unordered, so that what is there already does not keep the rest out. */
const insertMissing = async (insert: () => Promise<unknown>) => {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
};

export const mongoEvents = (db: Db): Events => {
  const events = open(db, eventCollection);
  const outbox = open(db, outboxCollection);
  return {
    record: (tails) =>
      reach(async () => {
        const entries = tails.flatMap(toEventDocs);
        if (entries.length > 0) await insertMissing(() => events.insertMany(entries, { ordered: false }));
        const notices = tails.flatMap(toOutboxDocs);
        if (notices.length > 0) await insertMissing(() => outbox.insertMany(notices, { ordered: false }));
      }),

    of: (subjectId) =>
      reach(async () => {
        const docs = await events
          .find({ subject: toObjectId(subjectId) })
          .sort({ seq: 1 })
          .toArray();
        return docs.map(fromDoc);
      }),
  };
};
