import { isPrivate, requestStatuses } from '@pmp/contracts/lifecycle';
import type { Collection, Db, Filter, ObjectId } from 'mongodb';
import { type CommandRecord, commandRing } from '../../kernel/command.ts';
import { type CollectionSpec, type Index, open } from '../../mongo/collection.ts';
import { defined } from '../../mongo/defined.ts';
import { isDuplicateKey, isDuplicateOf, reach } from '../../mongo/faults.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import { pageFilter } from '../../mongo/page-filter.ts';
import type { Tail, TailEntry, Tails } from '../event/event.ports.ts';
import type { ListScope, NewRequest, Request, Requests, Scope } from './request.ports.ts';

interface TailEntryDoc extends Omit<TailEntry, 'actor' | 'notices'> {
  actor: { id: ObjectId; role: TailEntry['actor']['role'] };
  notices: { to: ObjectId; kind: TailEntry['notices'][number]['kind'] }[];
}

/** Fields that came later: a document without them reads as one where they are null. */
type LaterField = 'priorityFloor' | 'closingText';

interface RequestDoc
  extends Omit<Request, 'id' | 'homeownerId' | 'propertyId' | 'sortKey' | LaterField>,
    Partial<Pick<Request, LaterField>> {
  _id: ObjectId;
  schemaVersion: 1;
  homeownerId: ObjectId;
  propertyId: ObjectId | null;
  sk: string;
  clientKey?: string;
  clientHash?: string;
  /** The day and the number of a slot: `2026-03-01/7`. Unique for each homeowner, which limits what they report a day. */
  daySlot?: string;
  /** The plan and the date that it was made for. */
  planDue?: string;
  commands: CommandRecord[];
  tail: TailEntryDoc[];
  /** Set while the tail holds something: when the oldest of it was written. */
  relayDueAt?: Date;
}

const daySlotIndex = {
  name: 'homeowner_day_slot',
  key: { homeownerId: 1, daySlot: 1 },
  unique: true,
  partial: { daySlot: { $exists: true } },
} as const satisfies Index;

export const requestCollection: CollectionSpec<RequestDoc> = {
  name: 'requests',
  indexes: [
    { name: 'number', key: { number: 1 }, unique: true },
    { name: 'homeowner_newest', key: { homeownerId: 1, sk: -1 } },
    { name: 'homeowner_status_newest', key: { homeownerId: 1, status: 1, sk: -1 } },
    { name: 'jurisdiction_newest', key: { 'place.jurisdictionId': 1, sk: -1 } },
    { name: 'jurisdiction_status_newest', key: { 'place.jurisdictionId': 1, status: 1, sk: -1 } },
    {
      name: 'homeowner_client_key',
      key: { homeownerId: 1, clientKey: 1 },
      unique: true,
      partial: { clientKey: { $exists: true } },
    },
    daySlotIndex,
    {
      name: 'homeowner_plan_due',
      key: { homeownerId: 1, planDue: 1 },
      unique: true,
      partial: { planDue: { $exists: true } },
    },
    { name: 'relay_due', key: { relayDueAt: 1 }, partial: { relayDueAt: { $exists: true } } },
  ],
  shapes: [
    { name: 'findOwned', equal: ['_id', 'homeownerId'], index: '_id_' },
    { name: 'findHere', equal: ['_id'], left: ['place.jurisdictionId', 'status'], index: '_id_' },
    { name: 'change', equal: ['_id', 'status', 'version'], index: '_id_' },
    { name: 'clear', equal: ['_id', 'version'], index: '_id_' },
    { name: 'listOwned', equal: ['homeownerId'], then: 'sk', index: 'homeowner_newest' },
    {
      name: 'listOwnedByStatus',
      equal: ['homeownerId', 'status'],
      then: 'sk',
      index: 'homeowner_status_newest',
    },
    {
      name: 'listHere',
      equal: ['place.jurisdictionId'],
      then: 'sk',
      left: ['status'],
      index: 'jurisdiction_newest',
    },
    {
      name: 'listHereByStatus',
      equal: ['place.jurisdictionId', 'status'],
      then: 'sk',
      index: 'jurisdiction_status_newest',
    },
    { name: 'createdWith', equal: ['homeownerId', 'clientKey'], index: 'homeowner_client_key' },
    { name: 'plannedFor', equal: ['homeownerId', 'planDue'], index: 'homeowner_plan_due' },
    { name: 'takenSlots', equal: ['homeownerId'], then: 'daySlot', index: 'homeowner_day_slot' },
    { name: 'overdue', equal: [], then: 'relayDueAt', index: 'relay_due' },
  ],
};

const toEntryDoc = ({ actor, notices, ...entry }: TailEntry): TailEntryDoc => ({
  ...entry,
  actor: { id: toObjectId(actor.id), role: actor.role },
  notices: notices.map(({ to, kind }) => ({ to: toObjectId(to), kind })),
});

const fromEntryDoc = ({ actor, notices, ...entry }: TailEntryDoc): TailEntry => ({
  ...entry,
  actor: { id: fromObjectId(actor.id), role: actor.role },
  notices: notices.map(({ to, kind }) => ({ to: fromObjectId(to), kind })),
});

const toDoc = (request: NewRequest, entry: TailEntry, command: CommandRecord | undefined): RequestDoc => {
  const { id, homeownerId, propertyId, sortKey, daySlot, ...rest } = request;
  return {
    _id: toObjectId(id),
    schemaVersion: 1,
    homeownerId: toObjectId(homeownerId),
    propertyId: propertyId === null ? null : toObjectId(propertyId),
    sk: sortKey,
    ...rest,
    address: defined(rest.address),
    ...(command && { clientKey: command.key, clientHash: command.hash }),
    ...(daySlot && { daySlot: `${daySlot.day}/${daySlot.slot}` }),
    commands: [],
    tail: [toEntryDoc(entry)],
    relayDueAt: entry.at,
  };
};

const fromDoc = (doc: Omit<RequestDoc, 'tail' | 'commands'>): Request => ({
  id: fromObjectId(doc._id),
  number: doc.number,
  version: doc.version,
  status: doc.status,
  homeownerId: fromObjectId(doc.homeownerId),
  propertyId: doc.propertyId && fromObjectId(doc.propertyId),
  title: doc.title,
  description: doc.description,
  category: doc.category,
  priority: doc.priority,
  priorityFloor: doc.priorityFloor ?? null,
  address: doc.address,
  place: doc.place,
  waitingOn: doc.waitingOn,
  visibility: doc.visibility,
  resolution: doc.resolution,
  closingText: doc.closingText ?? null,
  createdAt: doc.createdAt,
  updatedAt: doc.updatedAt,
  sortKey: doc.sk,
});

const toTail = ({ _id, version, tail }: Pick<RequestDoc, '_id' | 'version' | 'tail'>): Tail => ({
  subjectId: fromObjectId(_id),
  version,
  entries: tail.map(fromEntryDoc),
});

const shared = { $nin: requestStatuses.filter(isPrivate) };

/** Part of every read, so that nobody can look past it. */
const within = (scope: Scope): Filter<RequestDoc> =>
  scope.by === 'homeowner'
    ? { homeownerId: toObjectId(scope.homeownerId) }
    : { 'place.jurisdictionId': { $in: [scope.jurisdictionId, null] }, status: shared };

const among = (scope: ListScope, status: Request['status'] | undefined): Filter<RequestDoc> => {
  if (scope.by === 'homeowner') {
    return { homeownerId: toObjectId(scope.homeownerId), ...(status && { status }) };
  }
  return { 'place.jurisdictionId': scope.jurisdictionId, status: status ?? shared };
};

/** A view needs neither the keys of past commands nor the tail. */
const viewOnly = { commands: 0, tail: 0, daySlot: 0, clientKey: 0, clientHash: 0, relayDueAt: 0 } as const;

export const mongoRequests = (db: Db): Requests => {
  const requests = open(db, requestCollection);
  return {
    insert: (request, entry, command) =>
      reach(async () => {
        try {
          await requests.insertOne(toDoc(request, entry, command));
          return 'inserted';
        } catch (error) {
          if (isDuplicateOf(error, daySlotIndex)) return 'slot_taken';
          if (isDuplicateKey(error)) return 'duplicate';
          throw error;
        }
      }),

    takenSlots: (homeownerId, day) =>
      reach(async () => {
        const docs = await requests
          .find(
            { homeownerId: toObjectId(homeownerId), daySlot: { $gte: `${day}/`, $lt: `${day}0` } },
            { projection: { _id: 0, daySlot: 1 } },
          )
          .toArray();
        return docs.flatMap(({ daySlot }) => (daySlot ? [Number(daySlot.slice(day.length + 1))] : []));
      }),

    createdWith: (homeownerId, key) =>
      reach(async () => {
        const doc = await requests.findOne({ homeownerId: toObjectId(homeownerId), clientKey: key });
        return doc ? { created: fromDoc(doc), hash: doc.clientHash ?? '' } : undefined;
      }),

    plannedFor: (homeownerId, planDue) =>
      reach(async () => {
        const doc = await requests.findOne({ homeownerId: toObjectId(homeownerId), planDue });
        return doc ? fromDoc(doc) : undefined;
      }),

    find: (id, scope) =>
      reach(async () => {
        const doc = await requests.findOne(
          { _id: toObjectId(id), ...within(scope) },
          { projection: viewOnly },
        );
        return doc ? fromDoc(doc) : undefined;
      }),

    findWhole: (id, scope) =>
      reach(async () => {
        const doc = await requests.findOne({ _id: toObjectId(id), ...within(scope) });
        return doc
          ? { request: fromDoc(doc), commands: doc.commands, tail: doc.tail.map(fromEntryDoc) }
          : undefined;
      }),

    list: (scope, { status, ...page }) =>
      reach(async () => {
        if (scope.by === 'official' && status && isPrivate(status)) return [];
        const { range, sort, limit } = pageFilter(page);
        const docs = await requests
          .find({ ...among(scope, status), ...range }, { projection: viewOnly })
          .sort(sort)
          .limit(limit)
          .toArray();
        return docs.map(fromDoc);
      }),

    change: ({ request: { id, status, version }, set, entry, command }) =>
      reach(async () => {
        const doc = await requests.findOneAndUpdate(
          { _id: toObjectId(id), status, version },
          {
            $set: { ...set, updatedAt: entry.at },
            // Sets it unless an older entry is still waiting: a case that is written all the time is swept too.
            $min: { relayDueAt: entry.at },
            $inc: { version: 1 },
            $push: {
              tail: toEntryDoc(entry),
              ...(command && { commands: { $each: [command], $slice: -commandRing } }),
            },
          },
          { returnDocument: 'after' },
        );
        return doc ? { request: fromDoc(doc), tail: toTail(doc) } : undefined;
      }),
  };
};

export const mongoRequestTails = (db: Db): Tails => {
  const requests: Collection<RequestDoc> = open(db, requestCollection);
  return {
    clear: (tails) =>
      reach(async () => {
        const operations = tails.map(({ subjectId, version }) => ({
          updateOne: {
            filter: { _id: toObjectId(subjectId), version },
            update: { $set: { tail: [] }, $unset: { relayDueAt: '' as const } },
          },
        }));
        await requests.bulkWrite(operations, { ordered: false });
      }),

    overdue: (before, limit) =>
      reach(async () => {
        const docs = await requests
          .find({ relayDueAt: { $lt: before } }, { projection: { version: 1, tail: 1 } })
          .sort({ relayDueAt: 1 })
          .limit(limit)
          .toArray();
        return docs.map(toTail);
      }),
  };
};
