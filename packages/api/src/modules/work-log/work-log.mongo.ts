import { mostWorkEntries } from '@pmp/contracts/work-log';
import type { Db, ObjectId } from 'mongodb';
import type { CommandRecord } from '../../kernel/command.ts';
import { type CollectionSpec, type Index, open } from '../../mongo/collection.ts';
import { type CreatedDoc, clientKeyIndex, createdBy, findCreated } from '../../mongo/command.ts';
import { reach } from '../../mongo/faults.ts';
import { lookAt } from '../../mongo/look.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import { insertInSlot, slotsTaken } from '../../mongo/slots.ts';
import type { LogOf, WorkEntries, WorkEntry } from './work-log.ports.ts';

interface WorkEntryDoc
  extends CreatedDoc,
    Omit<WorkEntry, 'id' | 'requestId' | 'contractorId' | 'sortKey' | 'removedAt'> {
  _id: ObjectId;
  schemaVersion: 1;
  requestId: ObjectId;
  contractorId: ObjectId;
  sk: string;
  /** Unique in each log, which limits how long it gets. */
  slot: number;
  /** Absent while it counts. */
  removedAt?: Date;
}

const slotIndex = {
  name: 'log_slot',
  key: { requestId: 1, contractorId: 1, slot: 1 },
  unique: true,
} as const satisfies Index;

export const workLogCollection: CollectionSpec<WorkEntryDoc> = {
  name: 'workLog',
  indexes: [
    // A look begins with the contractor of the award.
    { name: 'contractor_request_newest', key: { contractorId: 1, requestId: 1, sk: -1 } },
    slotIndex,
    clientKeyIndex('contractor'),
  ],
  shapes: [
    { name: 'all', equal: ['contractorId', 'requestId'], then: 'sk', index: 'contractor_request_newest' },
    { name: 'takenSlots', equal: ['requestId', 'contractorId'], then: 'slot', index: 'log_slot' },
    { name: 'createdWith', equal: ['contractorId', 'clientKey'], index: 'contractor_client_key' },
    { name: 'one', equal: ['_id'], left: ['requestId', 'contractorId', 'at', 'removedAt'], index: '_id_' },
  ],
};

const fromDoc = (doc: WorkEntryDoc): WorkEntry => ({
  id: fromObjectId(doc._id),
  requestId: fromObjectId(doc.requestId),
  contractorId: fromObjectId(doc.contractorId),
  kind: doc.kind,
  text: doc.text,
  minutes: doc.minutes,
  quantity: doc.quantity,
  unit: doc.unit,
  unitPrice: doc.unitPrice,
  amount: doc.amount,
  currency: doc.currency,
  at: doc.at,
  createdAt: doc.createdAt,
  removedAt: doc.removedAt ?? null,
  sortKey: doc.sk,
});

const toDoc = (
  { id, requestId, contractorId, sortKey, removedAt, ...rest }: WorkEntry & { slot: number },
  command: CommandRecord | undefined,
): WorkEntryDoc => ({
  _id: toObjectId(id),
  schemaVersion: 1,
  requestId: toObjectId(requestId),
  contractorId: toObjectId(contractorId),
  sk: sortKey,
  ...rest,
  ...(removedAt && { removedAt }),
  ...createdBy(command),
});

const within = ({ requestId, contractorId }: LogOf) => ({
  requestId: toObjectId(requestId),
  contractorId: toObjectId(contractorId),
});

const wholeLog = { sort: { sk: -1 }, limit: mostWorkEntries } as const;

export const mongoWorkEntries = (db: Db): WorkEntries => {
  const entries = open(db, workLogCollection);
  return {
    insert: (entry, command) => insertInSlot(slotIndex, () => entries.insertOne(toDoc(entry, command))),

    createdWith: (contractorId, key) =>
      findCreated(entries, { contractorId: toObjectId(contractorId), clientKey: key }, fromDoc),

    takenSlots: (log) => slotsTaken(db, workLogCollection, within(log)),

    all: (log) =>
      reach(async () => {
        const docs = await entries.find(within(log), wholeLog).toArray();
        return docs.map(fromDoc);
      }),

    beside: (requestId) =>
      lookAt(
        workLogCollection,
        {
          by: { local: 'award.contractorId', foreign: 'contractorId' },
          filter: { requestId: toObjectId(requestId) },
          ...wholeLog,
        },
        (found) => found.map(({ doc }) => fromDoc(doc)),
      ),

    remove: (id, log, at) =>
      reach(async () => {
        const one = { _id: toObjectId(id), ...within(log), at: { $gte: log.since } };
        const doc =
          (await entries.findOneAndUpdate(
            { ...one, removedAt: { $exists: false } },
            { $set: { removedAt: at } },
            { returnDocument: 'after' },
          )) ?? (await entries.findOne(one));
        return doc ? fromDoc(doc) : undefined;
      }),
  };
};
