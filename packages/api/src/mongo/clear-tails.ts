import type { Db, ObjectId } from 'mongodb';
import type { Entry, Tail } from '../modules/event/event.ports.ts';
import type { CollectionSpec } from './collection.ts';
import { toObjectId } from './object-id.ts';

interface TailDoc {
  _id: ObjectId;
  version: number;
  tail: { seq: number }[];
  relayDueAt?: Date;
}

/**
 * Takes what has been relayed out of the tails. A record that has moved on keeps what is newer and stays due. It has to lose what is older
 * all the same: one that is written faster than it is relayed would fill up otherwise.
 */
export const clearTails = async (
  db: Db,
  { name }: Pick<CollectionSpec, 'name'>,
  tails: readonly Pick<Tail<Entry>, 'subjectId' | 'version'>[],
): Promise<void> => {
  const records = db.collection<TailDoc>(name);
  const known = tails.map(({ subjectId, version }) => ({ _id: toObjectId(subjectId), version }));
  const emptied = await records.bulkWrite(
    known.map((filter) => ({
      updateOne: { filter, update: { $set: { tail: [] }, $unset: { relayDueAt: '' as const } } },
    })),
    { ordered: false },
  );
  if (emptied.matchedCount === tails.length) return;
  await records.bulkWrite(
    known.map(({ _id, version }) => ({
      updateOne: { filter: { _id }, update: { $pull: { tail: { seq: { $lte: version } } } } },
    })),
    { ordered: false },
  );
};
