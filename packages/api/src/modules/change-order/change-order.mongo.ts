import type { Db, ObjectId } from 'mongodb';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import type { ChangeOrder, ChangeOrders } from './change-order.ports.ts';

interface ChangeOrderDoc extends Omit<ChangeOrder, 'id' | 'requestId' | 'contractorId'> {
  _id: ObjectId;
  schemaVersion: 1;
  requestId: ObjectId;
  contractorId: ObjectId;
}

export const changeOrderCollection: CollectionSpec<ChangeOrderDoc> = {
  name: 'changeOrders',
  indexes: [],
  shapes: [{ name: 'many', equal: ['_id'], left: ['requestId'], index: '_id_' }],
};

const toDoc = ({ id, requestId, contractorId, ...rest }: ChangeOrder): ChangeOrderDoc => ({
  _id: toObjectId(id),
  schemaVersion: 1,
  requestId: toObjectId(requestId),
  contractorId: toObjectId(contractorId),
  ...rest,
});

const fromDoc = ({
  _id,
  schemaVersion: _,
  requestId,
  contractorId,
  ...rest
}: ChangeOrderDoc): ChangeOrder => ({
  id: fromObjectId(_id),
  requestId: fromObjectId(requestId),
  contractorId: fromObjectId(contractorId),
  ...rest,
});

export const mongoChangeOrders = (db: Db): ChangeOrders => {
  const orders = open(db, changeOrderCollection);
  return {
    insert: (order) =>
      reach(async () => {
        try {
          await orders.insertOne(toDoc(order));
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      }),

    many: (requestId, ids) =>
      reach(async () => {
        if (ids.length === 0) return [];
        const docs = await orders
          .find({ _id: { $in: ids.map(toObjectId) }, requestId: toObjectId(requestId) })
          .toArray();
        return docs.map(fromDoc);
      }),
  };
};
