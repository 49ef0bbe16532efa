import type { World } from '../world/world.ts';
import { examinedBy, examinedFaults } from './examined.ts';

/**
 * What keeps this server from being one whose plans mean anything: undefined for one that finds by `_id` though the filter asks
 * more, and reads an equality in the order of its index. MongoDB does both; its imitations explain, and some do neither.
 */
export const whatPlanningLacks = async ({ db, database }: World): Promise<string | undefined> => {
  const probe = db('bench_probe').collection<{ _id: number; a: { b: number }; sk: number }>('probe');
  await probe.insertMany(
    Array.from({ length: 200 }, (_, index) => ({ _id: index, a: { b: index % 2 }, sk: index })),
  );
  await probe.createIndex({ 'a.b': 1, sk: -1 });
  try {
    const explain = (find: object) =>
      db('bench_probe').command({ explain: { find: 'probe', ...find }, verbosity: 'executionStats' });
    const byId = examinedFaults(examinedBy(await explain({ filter: { _id: 7, sk: 7 }, limit: 1 })));
    if (byId.length > 0) return `${database.version} ${byId.join(' and ')} to find one document by _id`;
    const inOrder = await explain({ filter: { 'a.b': 1 }, sort: { sk: -1 }, limit: 5 });
    const faults = examinedFaults(examinedBy(inOrder));
    return faults.length > 0
      ? `${database.version} ${faults.join(' and ')} for a page in the order of an index`
      : undefined;
  } catch (error) {
    return `${database.version} does not explain (${error instanceof Error ? error.message : String(error)})`;
  } finally {
    await db('bench_probe').dropDatabase();
  }
};
