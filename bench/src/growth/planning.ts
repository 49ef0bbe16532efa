import { ObjectId } from 'mongodb';
import { fillDataset, type World } from '../world/world.ts';
import { costOfLists, growing } from './cost-of-lists.ts';
import { examinedBy, examinedFaults } from './examined.ts';

const documents = 500;

const few = { reader: 30, others: 120, events: false };
const thousands = { reader: 300, others: 2700, events: false };
/** A page costs as much out of thousands as out of few; a server that takes so many times as long does not do what it explains. */
const mostTimes = 4;

/**
 * Why the time that this server takes says nothing of MongoDB, though it plans as MongoDB does; undefined when it says nothing against
 * it. An imitation may explain an index scan and do something else.
 */
export const whyTimeMisleads = async (world: World): Promise<string | undefined> => {
  const [small, large] = [
    await fillDataset(world, 'bench_probe_few', few),
    await fillDataset(world, 'bench_probe_many', thousands),
  ];
  try {
    const least = await costOfLists(world, small.dbName);
    const slower = growing(least, await costOfLists(world, large.dbName), mostTimes);
    return slower.length === 0 ? undefined : `with 20 times the data ${slower.join(', ')}`;
  } finally {
    for (const { db } of [small, large]) await db.dropDatabase();
  }
};

/**
 * What keeps this server from being one whose plans mean anything. MongoDB finds by `_id` though the filter asks more, and reads an
 * equality in the order of its index, though another field thins out what it finds; its imitations explain, and some do not do so.
 */
export const whatPlanningLacks = async ({ db, database }: World): Promise<string | undefined> => {
  const probe = db('bench_probe');
  const owner = new ObjectId();
  const docs = Array.from({ length: documents }, (_, sk) => ({
    _id: new ObjectId(),
    owner: sk % 5 === 0 ? owner : new ObjectId(),
    place: { of: sk % 2 },
    status: 'open',
    sk,
  }));
  const questions: Record<string, object> = {
    'to find one document by _id': { filter: { _id: docs[7]?._id, status: 'open', sk: 7 }, limit: 1 },
    'for a page in the order of an index': { filter: { owner }, sort: { sk: -1 }, limit: 21 },
    'for a page that another field thins out': {
      filter: { 'place.of': 1, status: { $nin: ['draft'] } },
      sort: { sk: -1 },
      limit: 21,
    },
  };
  await probe.collection('probe').insertMany(docs);
  await probe.collection('probe').createIndex({ owner: 1, sk: -1 });
  await probe.collection('probe').createIndex({ 'place.of': 1, sk: -1 });
  try {
    for (const [purpose, find] of Object.entries(questions)) {
      const explain = await probe.command({
        explain: { find: 'probe', ...find },
        verbosity: 'executionStats',
      });
      const faults = examinedFaults(examinedBy(explain));
      if (faults.length > 0) return `${database.version} ${faults.join(' and ')} ${purpose}`;
    }
    return undefined;
  } catch (error) {
    return `${database.version} does not explain (${error instanceof Error ? error.message : String(error)})`;
  } finally {
    await probe.dropDatabase();
  }
};
