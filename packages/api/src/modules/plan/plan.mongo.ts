import type { Db, ObjectId } from 'mongodb';
import type { CommandRecord } from '../../kernel/command.ts';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { type CreatedDoc, clientKeyIndex, createdBy, findCreated, intoRing } from '../../mongo/command.ts';
import { reach } from '../../mongo/faults.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import { pageFilter } from '../../mongo/page-filter.ts';
import { insertInSlot, ownerSlotIndex, slotsTaken } from '../../mongo/slots.ts';
import type { NewPlan, Plan, PlanFields, Plans } from './plan.ports.ts';

interface PlanDoc
  extends CreatedDoc,
    Omit<Plan, 'id' | 'ownerId' | 'propertyId' | 'lastRequestId' | 'makeAt' | 'sortKey'> {
  _id: ObjectId;
  schemaVersion: 1;
  ownerId: ObjectId;
  propertyId: ObjectId;
  lastRequestId: ObjectId | null;
  /** Only there while the plan waits for it, so that the index holds no other. */
  makeAt?: Date;
  sk: string;
  /** Unique for each owner, which limits how many they have going on; gone when the plan has ended. */
  slot?: number;
  commands: CommandRecord[];
}

export const planCollection: CollectionSpec<PlanDoc> = {
  name: 'plans',
  indexes: [
    { name: 'owner_newest', key: { ownerId: 1, sk: -1 } },
    clientKeyIndex('owner'),
    ownerSlotIndex,
    { name: 'make_at', key: { makeAt: 1 }, partial: { makeAt: { $exists: true } } },
  ],
  shapes: [
    { name: 'own', equal: ['_id', 'ownerId'], index: '_id_' },
    { name: 'change', equal: ['_id', 'ownerId', 'version'], index: '_id_' },
    { name: 'advance', equal: ['_id', 'version', 'makeAt'], index: '_id_' },
    { name: 'listOwned', equal: ['ownerId'], then: 'sk', index: 'owner_newest' },
    { name: 'takenSlots', equal: ['ownerId'], then: 'slot', index: 'owner_slot' },
    { name: 'createdWith', equal: ['ownerId', 'clientKey'], index: 'owner_client_key' },
    { name: 'due', equal: [], then: 'makeAt', index: 'make_at' },
  ],
};

const toDoc = (
  { id, ownerId, propertyId, lastRequestId, makeAt, sortKey, ...rest }: NewPlan,
  command: CommandRecord | undefined,
): PlanDoc => ({
  _id: toObjectId(id),
  schemaVersion: 1,
  ownerId: toObjectId(ownerId),
  propertyId: toObjectId(propertyId),
  lastRequestId: lastRequestId === null ? null : toObjectId(lastRequestId),
  ...(makeAt && { makeAt }),
  sk: sortKey,
  ...rest,
  ...createdBy(command),
  commands: [],
});

const fromDoc = (doc: Omit<PlanDoc, 'commands'>): Plan => ({
  id: fromObjectId(doc._id),
  version: doc.version,
  ownerId: fromObjectId(doc.ownerId),
  propertyId: fromObjectId(doc.propertyId),
  title: doc.title,
  description: doc.description,
  category: doc.category,
  priority: doc.priority,
  zone: doc.zone,
  rrule: doc.rrule,
  startsOn: doc.startsOn,
  leadDays: doc.leadDays,
  upcoming: doc.upcoming,
  makeAt: doc.makeAt ?? null,
  lastDueAt: doc.lastDueAt,
  lastRequestId: doc.lastRequestId && fromObjectId(doc.lastRequestId),
  pausedBecause: doc.pausedBecause,
  endedAt: doc.endedAt,
  createdAt: doc.createdAt,
  updatedAt: doc.updatedAt,
  sortKey: doc.sk,
});

const toUpdate = ({ propertyId, lastRequestId, makeAt, ...rest }: PlanFields, at: Date) => ({
  $set: {
    ...rest,
    ...(propertyId !== undefined && { propertyId: toObjectId(propertyId) }),
    ...(lastRequestId && { lastRequestId: toObjectId(lastRequestId) }),
    ...(makeAt && { makeAt }),
    updatedAt: at,
  },
  $unset: {
    ...(makeAt === null && { makeAt: '' as const }),
    ...(rest.endedAt && { slot: '' as const }),
  },
  $inc: { version: 1 },
});

/** A view needs no keys of past commands. */
const viewOnly = { commands: 0, clientKey: 0, clientHash: 0, slot: 0 } as const;

export const mongoPlans = (db: Db): Plans => {
  const plans = open(db, planCollection);
  return {
    insert: (plan, command) => insertInSlot(ownerSlotIndex, () => plans.insertOne(toDoc(plan, command))),

    takenSlots: (ownerId) => slotsTaken(db, planCollection, { ownerId: toObjectId(ownerId) }),

    createdWith: (ownerId, key) =>
      findCreated(plans, { ownerId: toObjectId(ownerId), clientKey: key }, fromDoc),

    own: (id, ownerId) =>
      reach(async () => {
        const doc = await plans.findOne({ _id: toObjectId(id), ownerId: toObjectId(ownerId) });
        return doc ? { plan: fromDoc(doc), commands: doc.commands } : undefined;
      }),

    listOwned: (ownerId, page) =>
      reach(async () => {
        const { range, sort, limit } = pageFilter(page);
        const docs = await plans
          .find({ ownerId: toObjectId(ownerId), ...range }, { projection: viewOnly })
          .sort(sort)
          .limit(limit)
          .toArray();
        return docs.map(fromDoc);
      }),

    change: ({ id, ownerId, expectedVersion, set, at, command }) =>
      reach(async () => {
        const doc = await plans.findOneAndUpdate(
          { _id: toObjectId(id), ownerId: toObjectId(ownerId), version: expectedVersion },
          {
            ...toUpdate(set, at),
            ...(command && { $push: intoRing(command) }),
          },
          { returnDocument: 'after' },
        );
        return doc ? fromDoc(doc) : undefined;
      }),

    due: (now, limit) =>
      reach(async () => {
        const docs = await plans
          .find({ makeAt: { $lte: now } }, { projection: viewOnly })
          .sort({ makeAt: 1 })
          .limit(limit)
          .toArray();
        return docs.map(fromDoc);
      }),

    advance: ({ id, expectedVersion, makeAt, set, at }) =>
      reach(async () => {
        const filter = { _id: toObjectId(id), version: expectedVersion, makeAt };
        const { matchedCount } = await plans.updateOne(filter, toUpdate(set, at));
        return matchedCount === 1;
      }),
  };
};
