import { ObjectId } from 'mongodb';
import { fillDataset, type World } from '../world/world.ts';
import { examineCalls } from './commands-sent.ts';
import { costOfLists, growing } from './cost-of-lists.ts';
import { type Examined, examinedBy, examinedFaults } from './examined.ts';

const documents = 500;

/**
 * What keeps this server from being one whose plans mean anything. MongoDB finds by `_id` though the filter asks more, and reads an
 * equality in the order of its index, though another field thins out what it finds; its imitations explain, and some do not do so.
 * They are asked for the platform's own lists, too. Of MongoDB itself a scan or a sort there is a fault of ours, which growth judges.
 */
export const whatPlanningLacks = async (world: World): Promise<string | undefined> =>
  (await lackOfSimplest(world)) ?? (world.database.isMongoDb ? undefined : await lackOfOurs(world));

const few = { reader: 30, others: 120, events: false };
const thousands = { reader: 300, others: 2700, events: false };
/** A page costs as much out of thousands as out of few; a server that takes so many times as long does not do what it explains. */
const mostTimes = 4;

const lackOfOurs = async (world: World): Promise<string | undefined> => {
  const [small, large] = [
    await fillDataset(world, 'bench_probe_few', few),
    await fillDataset(world, 'bench_probe_many', thousands),
  ];
  const { version } = world.database;
  try {
    const calls = await examineCalls(world.target(large.dbName), world, large);
    const found = Object.entries(calls).flatMap(([call, commands]) =>
      Object.entries(commands).flatMap(([command, plan]) => {
        const faults = plan ? scansAndSorts(plan) : ['does not explain'];
        return faults.length === 0 ? [] : [`${faults.join(' and ')} for ${command} of ${call}`];
      }),
    );
    if (found.length > 0) return `${version} ${found.join(', ')}`;
    const [least, most] = [
      await costOfLists(world, small.dbName),
      await costOfLists(world, large.dbName),
    ] as const;
    const slower = growing(least, most, mostTimes);
    return slower.length === 0
      ? undefined
      : `${version} explains what it does not do: with 20 times the data ${slower.join(', ')}`;
  } catch (error) {
    return `${version} does not answer our calls (${error instanceof Error ? error.message : String(error)})`;
  } finally {
    for (const { db } of [small, large]) await db.dropDatabase();
  }
};

const scansAndSorts = ({ sorts, wholeCollection }: Examined) => [
  ...(sorts ? ['sorts in memory'] : []),
  ...(wholeCollection ? ['looks at the whole collection'] : []),
];

const lackOfSimplest = async ({ db, database }: World): Promise<string | undefined> => {
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
