import type { Db } from 'mongodb';
import type { Clock } from '../kernel/clock.ts';
import { type CollectionSpec, open } from './collection.ts';
import { isDuplicateKey, reach } from './faults.ts';

interface LeaseDoc {
  _id: string;
  holder: string;
  until: Date;
}

export const leaseCollection: CollectionSpec<LeaseDoc> = {
  name: 'leases',
  indexes: [],
  shapes: [{ name: 'take', equal: ['_id'], index: '_id_' }],
};

/** Lets one process at a time do a job. Times are the processes' own: keep `ttlMs` well above their clocks' difference. */
export const createLease = (
  db: Db,
  { name, holder, ttlMs, clock }: { name: string; holder: string; ttlMs: number; clock: Clock },
) => {
  const leases = open(db, leaseCollection);
  /** True when `holder` has the lease for the next `ttlMs`. */
  const take = () =>
    reach(async () => {
      const now = clock.now();
      const until = new Date(now.getTime() + ttlMs);
      const current = await leases.findOne({ _id: name });
      if (current === null) {
        try {
          await leases.insertOne({ _id: name, holder, until });
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      }
      if (current.holder !== holder && current.until > now) return false;
      const taken = await leases.updateOne(
        { _id: name, holder: current.holder, until: current.until },
        { $set: { holder, until } },
      );
      return taken.matchedCount === 1;
    });
  return { take };
};
