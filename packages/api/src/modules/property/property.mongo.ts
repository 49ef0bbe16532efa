import type { Db, ObjectId } from 'mongodb';
import type { CommandRecord } from '../../kernel/command.ts';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { type CreatedDoc, clientKeyIndex, createdBy, findCreated, intoRing } from '../../mongo/command.ts';
import { defined } from '../../mongo/defined.ts';
import { reach } from '../../mongo/faults.ts';
import { lookAt } from '../../mongo/look.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import { pageFilter } from '../../mongo/page-filter.ts';
import { insertInSlot, ownerSlotIndex, slotsTaken } from '../../mongo/slots.ts';
import type { NewProperty, Properties, Property } from './property.ports.ts';

interface PropertyDoc extends CreatedDoc, Omit<Property, 'id' | 'ownerId' | 'sortKey'> {
  _id: ObjectId;
  schemaVersion: 1;
  ownerId: ObjectId;
  sk: string;
  /** Unique for each owner, which limits how many they have. */
  slot?: number;
  commands: CommandRecord[];
}

export const propertyCollection: CollectionSpec<PropertyDoc> = {
  name: 'properties',
  indexes: [{ name: 'owner_newest', key: { ownerId: 1, sk: -1 } }, clientKeyIndex('owner'), ownerSlotIndex],
  shapes: [
    { name: 'owned', equal: ['_id', 'ownerId'], index: '_id_' },
    { name: 'accessBeside', equal: ['_id'], index: '_id_' },
    { name: 'change', equal: ['_id', 'ownerId', 'version'], index: '_id_' },
    { name: 'listOwned', equal: ['ownerId'], then: 'sk', index: 'owner_newest' },
    { name: 'takenSlots', equal: ['ownerId'], then: 'slot', index: 'owner_slot' },
    { name: 'createdWith', equal: ['ownerId', 'clientKey'], index: 'owner_client_key' },
  ],
};

const toDoc = (
  { id, ownerId, sortKey, ...rest }: NewProperty,
  command: CommandRecord | undefined,
): PropertyDoc => ({
  _id: toObjectId(id),
  schemaVersion: 1,
  ownerId: toObjectId(ownerId),
  sk: sortKey,
  ...rest,
  address: defined(rest.address),
  ...createdBy(command),
  commands: [],
});

const fromDoc = (doc: PropertyDoc): Property => ({
  id: fromObjectId(doc._id),
  version: doc.version,
  ownerId: fromObjectId(doc.ownerId),
  label: doc.label,
  kind: doc.kind,
  address: doc.address,
  place: doc.place,
  accessNotes: doc.accessNotes,
  createdAt: doc.createdAt,
  updatedAt: doc.updatedAt,
  sortKey: doc.sk,
});

const ofRequest = { local: 'propertyId', foreign: '_id' } as const;

export const mongoProperties = (db: Db): Properties => {
  const properties = open(db, propertyCollection);
  return {
    insert: (property, command) =>
      insertInSlot(ownerSlotIndex, () => properties.insertOne(toDoc(property, command))),

    takenSlots: (ownerId) => slotsTaken(db, propertyCollection, { ownerId: toObjectId(ownerId) }),

    createdWith: (ownerId, key) =>
      findCreated(properties, { ownerId: toObjectId(ownerId), clientKey: key }, fromDoc),

    owned: (id, ownerId) =>
      reach(async () => {
        const doc = await properties.findOne({ _id: toObjectId(id), ownerId: toObjectId(ownerId) });
        return doc ? { property: fromDoc(doc), commands: doc.commands } : undefined;
      }),

    ownedBeside: (ownerId) =>
      lookAt(
        propertyCollection,
        { by: ofRequest, filter: { ownerId: toObjectId(ownerId) }, projection: { _id: 1 } },
        (found) => found.length > 0,
      ),

    accessBeside: () =>
      lookAt(
        propertyCollection,
        { by: ofRequest, projection: { _id: 0, accessNotes: 1, address: 1, place: 1 } },
        ([found]) => {
          if (!found) return undefined;
          const { accessNotes, address, place } = found.doc;
          return { accessNotes, address, place };
        },
      ),

    listOwned: (ownerId, page) =>
      reach(async () => {
        const { range, sort, limit } = pageFilter(page);
        const docs = await properties
          .find({ ownerId: toObjectId(ownerId), ...range })
          .sort(sort)
          .limit(limit)
          .toArray();
        return docs.map(fromDoc);
      }),

    change: ({ id, ownerId, expectedVersion, set, at, command }) =>
      reach(async () => {
        const doc = await properties.findOneAndUpdate(
          { _id: toObjectId(id), ownerId: toObjectId(ownerId), version: expectedVersion },
          {
            $set: { ...set, ...(set.address && { address: defined(set.address) }), updatedAt: at },
            $inc: { version: 1 },
            ...(command && { $push: intoRing(command) }),
          },
          { returnDocument: 'after' },
        );
        return doc ? fromDoc(doc) : undefined;
      }),
  };
};
