import { composeApi, openConnection } from '@pmp/api/server';
import { createCallers } from './callers.ts';
import { dayOf } from './moment.ts';
import { planCity } from './plan-city.ts';
import { playStory } from './play-story.ts';
import { saveMap, socketTimeoutMs } from './seed-map.ts';
import { settleContractors, settleHomes } from './settle.ts';

export interface SeedOptions {
  mongoUrl: string;
  dbName: string;
  /** What user ids are made of besides the subject: the issuer, unless it is told apart. */
  userNamespace: string;
  now?: Date;
  /** Told after each request, for a progress line. */
  onProgress?(done: number, total: number): void;
}

/** `from`: the day that all times count from, so that a later run repeats the same commands. `at`: when the city stood whole. */
interface SeedDoc {
  _id: string;
  from: Date;
  at?: Date;
}

const seedName = 'demo-city';
/** So many stories are told at a time: while the database works on one, another is prepared. */
const lanes = 3;

/** A lane that fails and leaves its loop ends this for all of them. */
function* inTurn<Item>(items: readonly Item[]) {
  yield* items;
}

/**
 * Fills a database with the demo city, through the same procedures that people call, with the clock set back.
 * Cut short, it is completed by the next run: every record carries a key of its own. Answers how many requests it
 * made: none when the city stands already.
 */
export const seedCity = async ({
  mongoUrl,
  dbName,
  userNamespace,
  now = new Date(),
  onProgress,
}: SeedOptions) => {
  const plan = planCity();
  const total = plan.requests.length;
  const connection = openConnection({ url: mongoUrl, dbName, socketTimeoutMs });
  const failures: unknown[] = [];
  const onError = (error: unknown) => failures.push(error);
  const clock = { now: () => now };
  const api = composeApi({ connection, version: 'demo', userNamespace, clock, onError });
  const seeds = connection.db.collection<SeedDoc>('seeds');
  try {
    const begun = await seeds.findOne({ _id: seedName });
    if (begun?.at) return 0;
    const from = begun?.from ?? dayOf(now);
    if (!begun) await seeds.insertOne({ _id: seedName, from });
    await api.prepare();
    await saveMap({ connection, officials: api.deps.officials, userNamespace });
    await api.prepare();

    const newCity = () => createCallers({ deps: api.deps, userNamespace, from });
    await settleContractors(newCity());
    const propertyIds = await settleHomes(newCity(), plan.homes);
    const requestIds = new Map<string, string>();
    const checklistOf = (category: string) =>
      api.deps.categories.byCode(category)?.checklist.map(({ code }) => code) ?? [];
    let done = 0;
    const waiting = inTurn(plan.requests);
    const tell = async () => {
      for (const planned of waiting) {
        const propertyId = planned.home && propertyIds.get(planned.home);
        await playStory(planned, { city: newCity(), propertyId, requestIds, checklistOf });
        done += 1;
        onProgress?.(done, total);
      }
    };
    const told = await Promise.allSettled(Array.from({ length: lanes }, tell));
    for (const lane of told) if (lane.status === 'rejected') throw lane.reason;
    await api.stop();
    if (failures.length > 0) throw new AggregateError(failures, 'The demo city was not stored whole.');
    await seeds.updateOne({ _id: seedName }, { $set: { at: now } });
  } finally {
    await api.stop();
    await connection.close();
  }
  return total;
};
