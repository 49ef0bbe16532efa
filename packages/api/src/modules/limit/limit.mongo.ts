import { type AnyBulkWriteOperation, type Db, MongoBulkWriteError } from 'mongodb';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import type { Spent, SpentPoints } from './limit.ports.ts';

interface SpentDoc {
  /** Window and key. */
  _id: string;
  points: number;
  until: Date;
}

export const spentCollection: CollectionSpec<SpentDoc> = {
  name: 'spentPoints',
  indexes: [{ name: 'until', key: { until: 1 }, expireAfterSeconds: 0 }],
  shapes: [{ name: 'one', equal: ['_id'], index: '_id_' }],
};

const idOf = ({ key, window }: Omit<Spent, 'points'>) => `${window}:${key}`;

const fromDoc = ({ _id, points }: Pick<SpentDoc, '_id' | 'points'>): Spent => {
  const end = _id.indexOf(':');
  return { window: Number(_id.slice(0, end)), key: _id.slice(end + 1), points };
};

export const mongoSpentPoints = (db: Db): SpentPoints => {
  // Losing a second of counts in a crash costs nothing; waiting for other members of the set at each would.
  const spent = db.collection<SpentDoc>(open(db, spentCollection).collectionName, {
    writeConcern: { w: 1 },
  });

  const write = async (operations: AnyBulkWriteOperation<SpentDoc>[]) => {
    try {
      await spent.bulkWrite(operations, { ordered: false });
    } catch (error) {
      // Two processes that begin a count at once: the one that lost adds to the other's.
      if (!(error instanceof MongoBulkWriteError) || !isDuplicateKey(error)) throw error;
      const lost = [error.writeErrors].flat().flatMap(({ index }) => operations[index] ?? []);
      if (lost.length > 0) await spent.bulkWrite(lost, { ordered: false });
    }
  };

  return {
    add: (all, until) =>
      reach(async () => {
        const operations = all.map((one) => ({
          updateOne: {
            filter: { _id: idOf(one) },
            update: { $inc: { points: one.points }, $setOnInsert: { until } },
            upsert: true,
          },
        }));
        if (operations.length > 0) await write(operations);
      }),

    totals: (asked) =>
      reach(async () => {
        if (asked.length === 0) return [];
        const docs = await spent
          .find({ _id: { $in: asked.map(idOf) } }, { projection: { points: 1 } })
          .limit(asked.length)
          .toArray();
        return docs.map(fromDoc);
      }),
  };
};
