import { isPrivate, requestStatuses } from '@pmp/contracts/lifecycle';
import type { ClientSession, Db, Filter } from 'mongodb';
import { clearTails } from '../../mongo/clear-tails.ts';
import { type CollectionSpec, type Index, open } from '../../mongo/collection.ts';
import { clientKeyIndex, findCreated, intoRing } from '../../mongo/command.ts';
import { toToldDoc } from '../../mongo/entry.ts';
import { reach } from '../../mongo/faults.ts';
import { findOneBeside, lookAt } from '../../mongo/look.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import { pageFilter } from '../../mongo/page-filter.ts';
import { insertInSlot } from '../../mongo/slots.ts';
import type { Tails } from '../event/event.ports.ts';
import { everyone, type ListScope, type Request, type Requests, type Scope } from './request.ports.ts';
import {
  fromRequestDoc,
  fromTailDoc,
  type RequestDoc,
  toDerivedDoc,
  toFieldsDoc,
  toRequestDoc,
  toTail,
} from './request-document.mongo.ts';

const daySlotIndex = {
  name: 'homeowner_day_slot',
  key: { homeownerId: 1, daySlot: 1 },
  unique: true,
  partial: { daySlot: { $exists: true } },
} as const satisfies Index;

const awarded = { 'award.contractorId': { $exists: true } };

export const requestCollection: CollectionSpec<RequestDoc> = {
  name: 'requests',
  indexes: [
    { name: 'number', key: { number: 1 }, unique: true },
    { name: 'homeowner_newest', key: { homeownerId: 1, sk: -1 } },
    { name: 'homeowner_status_newest', key: { homeownerId: 1, status: 1, sk: -1 } },
    { name: 'jurisdiction_newest', key: { 'place.jurisdictionId': 1, sk: -1 } },
    { name: 'jurisdiction_status_newest', key: { 'place.jurisdictionId': 1, status: 1, sk: -1 } },
    clientKeyIndex('homeowner'),
    daySlotIndex,
    // The award's contractor is absent from most requests, and so are these entries.
    { name: 'contractor_newest', key: { 'award.contractorId': 1, sk: -1 }, partial: awarded },
    {
      name: 'contractor_status_newest',
      key: { 'award.contractorId': 1, status: 1, sk: -1 },
      partial: awarded,
    },
    { name: 'open_newest', key: { openTo: 1, status: 1, sk: -1 }, partial: { openTo: { $exists: true } } },
    { name: 'board_newest', key: { board: 1, sk: -1 }, partial: { board: { $exists: true } } },
    { name: 'due', key: { dueAt: 1 }, partial: { dueAt: { $exists: true } } },
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
    { name: 'findMany', equal: ['_id'], index: '_id_' },
    { name: 'findJob', equal: ['_id'], left: ['award.contractorId'], index: '_id_' },
    { name: 'findOpen', equal: ['_id'], left: ['openTo', 'status'], index: '_id_' },
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
    { name: 'listJobs', equal: ['award.contractorId'], then: 'sk', index: 'contractor_newest' },
    {
      name: 'listJobsByStatus',
      equal: ['award.contractorId', 'status'],
      then: 'sk',
      index: 'contractor_status_newest',
    },
    { name: 'listInvited', equal: ['openTo', 'status'], then: 'sk', index: 'open_newest' },
    { name: 'listBoard', equal: ['board'], then: 'sk', index: 'board_newest' },
    { name: 'due', equal: [], then: 'dueAt', index: 'due' },
    { name: 'overdue', equal: [], then: 'relayDueAt', index: 'relay_due' },
  ],
};

const shared = { $nin: requestStatuses.filter(isPrivate) };

/** Part of every read, so that nobody can look past it. */
const within = (scope: Scope): Filter<RequestDoc> => {
  switch (scope.by) {
    case 'homeowner':
      return { homeownerId: toObjectId(scope.homeownerId) };
    case 'official':
      return { 'place.jurisdictionId': { $in: [scope.jurisdictionId, null] }, status: shared };
    case 'contractor':
      return { 'award.contractorId': toObjectId(scope.contractorId) };
    case 'bidder':
      return { openTo: { $in: [toObjectId(scope.contractorId), toObjectId(everyone)] }, status: 'quoting' };
    case 'system':
      return {};
  }
};

const among = (scope: ListScope, status: Request['status'] | undefined): Filter<RequestDoc> => {
  switch (scope.by) {
    case 'homeowner':
      return { homeownerId: toObjectId(scope.homeownerId), ...(status && { status }) };
    case 'official':
      return { 'place.jurisdictionId': scope.jurisdictionId, status: status ?? shared };
    case 'contractor':
      return { 'award.contractorId': toObjectId(scope.contractorId), ...(status && { status }) };
    case 'invited':
      return { openTo: toObjectId(scope.contractorId), status: 'quoting' };
    case 'board':
      return { board: { $in: [...scope.keys] } };
  }
};

/** A view needs neither the keys of past commands nor the tail. */
const viewOnly = {
  commands: 0,
  tail: 0,
  daySlot: 0,
  clientKey: 0,
  clientHash: 0,
  relayDueAt: 0,
  board: 0,
  dueAt: 0,
} as const;

/** With a session, all of it happens in that session's transaction. */
export const mongoRequests = (db: Db, session?: ClientSession): Requests => {
  const requests = open(db, requestCollection);
  const inSession = session ? { session } : {};
  return {
    insert: (request, entry, command) =>
      insertInSlot(daySlotIndex, () => requests.insertOne(toRequestDoc(request, entry, command), inSession)),

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
      findCreated(requests, { homeownerId: toObjectId(homeownerId), clientKey: key }, fromRequestDoc),

    plannedFor: (homeownerId, planDue) =>
      reach(async () => {
        const doc = await requests.findOne({ homeownerId: toObjectId(homeownerId), planDue });
        return doc ? fromRequestDoc(doc) : undefined;
      }),

    find: (id, scope) =>
      reach(async () => {
        const filter = { _id: toObjectId(id), ...within(scope) };
        const found = await findOneBeside(requests, { filter, projection: viewOnly, ...inSession });
        return found && fromRequestDoc(found.doc);
      }),

    findWith: (id, scope, looks) =>
      reach(async () => {
        const filter = { _id: toObjectId(id), ...within(scope) };
        const found = await findOneBeside(requests, { filter, projection: viewOnly, ...inSession }, looks);
        return found && { request: fromRequestDoc(found.doc), beside: found.beside };
      }),

    findWhole: (id, scope, looks) =>
      reach(async () => {
        const filter = { _id: toObjectId(id), ...within(scope) };
        const found = await findOneBeside(requests, { filter, ...inSession }, looks);
        if (!found) return undefined;
        const { doc, beside } = found;
        return { request: fromRequestDoc(doc), commands: doc.commands, tail: fromTailDoc(doc.tail), beside };
      }),

    beside: () =>
      lookAt(
        requestCollection,
        { by: { local: 'requestId', foreign: '_id' }, projection: viewOnly },
        ([found]) => found && fromRequestDoc(found.doc),
      ),

    list: (scope, { status, ...page }) =>
      reach(async () => {
        if (scope.by === 'official' && status && isPrivate(status)) return [];
        const { range, sort, limit } = pageFilter(page);
        const docs = await requests
          .find({ ...among(scope, status), ...range }, { projection: viewOnly })
          .sort(sort)
          .limit(limit)
          .toArray();
        return docs.map(fromRequestDoc);
      }),

    many: (ids) =>
      reach(async () => {
        const docs = await requests
          .find({ _id: { $in: ids.map(toObjectId) } }, { projection: viewOnly, ...inSession })
          .toArray();
        return docs.map(fromRequestDoc);
      }),

    change: ({ request: { id, status, version }, set, derived, entry, command }) =>
      reach(async () => {
        const { board, dueAt } = derived;
        const gone = {
          ...(board.length === 0 && { board: '' as const }),
          ...(!dueAt && { dueAt: '' as const }),
        };
        const doc = await requests.findOneAndUpdate(
          { _id: toObjectId(id), status, version },
          {
            $set: {
              ...toFieldsDoc(set),
              ...toDerivedDoc(derived),
              updatedAt: entry.at,
            },
            ...(Object.keys(gone).length > 0 && { $unset: gone }),
            // Sets it unless an older entry is still waiting: a case that is written all the time is swept too.
            $min: { relayDueAt: entry.at },
            $inc: { version: 1 },
            $push: {
              tail: toToldDoc(entry),
              ...(command && intoRing(command)),
            },
          },
          { returnDocument: 'after', projection: viewOnly, ...inSession },
        );
        return doc ? fromRequestDoc(doc) : undefined;
      }),

    due: (now, limit) =>
      reach(async () => {
        const docs = await requests
          .find({ dueAt: { $lte: now } }, { projection: { _id: 1 } })
          .sort({ dueAt: 1 })
          .limit(limit)
          .toArray();
        return docs.map(({ _id }) => fromObjectId(_id));
      }),
  };
};

export const mongoRequestTails = (db: Db): Tails => {
  const requests = open(db, requestCollection);
  return {
    clear: (tails) => reach(() => clearTails(db, requestCollection, tails)),

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
