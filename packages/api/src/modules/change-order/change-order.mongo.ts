import type { Db, ObjectId } from 'mongodb';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import { lookAt } from '../../mongo/look.ts';
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
  indexes: [{ name: 'contractor_request', key: { contractorId: 1, requestId: 1 } }],
  shapes: [{ name: 'beside', equal: ['contractorId', 'requestId'], index: 'contractor_request' }],
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

    // Not by the ids that the award names: they are in a list, which a look can't go by on every server.
    beside: (requestId) =>
      lookAt(
        changeOrderCollection,
        {
          by: { local: 'award.contractorId', foreign: 'contractorId' },
          filter: { requestId: toObjectId(requestId) },
        },
        (found) => found.map(({ doc }) => fromDoc(doc)),
      ),
  };
};
