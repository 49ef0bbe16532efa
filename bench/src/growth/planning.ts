import { ObjectId } from 'mongodb';
import { fillDataset, type World } from '../world/world.ts';
import { examineCalls } from './commands-sent.ts';
import { type Examined, examinedBy, examinedFaults } from './examined.ts';

const documents = 500;

/**
 * What keeps this server from being one whose plans mean anything. MongoDB finds by `_id` though the filter asks more, and reads an
 * equality in the order of its index, though another field thins out what it finds; its imitations explain, and some do not do so.
 * They are asked for the platform's own lists, too. Of MongoDB itself a scan or a sort there is a fault of ours, which growth judges.
 */
export const whatPlanningLacks = async (world: World): Promise<string | undefined> =>
  (await lackOfSimplest(world)) ?? (world.database.isMongoDb ? undefined : await lackOfOurs(world));

const lackOfOurs = async (world: World): Promise<string | undefined> => {
  const dataset = await fillDataset(world, 'bench_probe_calls', { reader: 300, others: 2700, events: false });
  try {
    const calls = await examineCalls(world.target(dataset.dbName), world, dataset);
    const found = Object.entries(calls).flatMap(([call, commands]) =>
      Object.entries(commands).flatMap(([command, plan]) => {
        const faults = plan ? scansAndSorts(plan) : ['does not explain'];
        return faults.length === 0 ? [] : [`${faults.join(' and ')} for ${command} of ${call}`];
      }),
    );
    return found.length === 0 ? undefined : `${world.database.version} ${found.join(', ')}`;
  } catch (error) {
    return `${world.database.version} does not answer our calls (${error instanceof Error ? error.message : String(error)})`;
  } finally {
    await dataset.db.dropDatabase();
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
