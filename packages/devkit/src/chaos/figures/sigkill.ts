import { setTimeout as wait } from 'node:timers/promises';
import { type Random, seededRandom } from '../../city/random.ts';
import type { Figure, FigureContext } from '../figure.ts';
import { tally, until } from '../load.ts';
import { checkLog, countsOf, findingNames, type Operation } from '../operation-log.ts';
import { newPerson } from '../people.ts';
import { requestRules } from '../record-rules.ts';
import { keptRequests, storedRecords } from '../stored-records.ts';
import { startWorld, type World } from '../world.ts';
import { createWriter } from '../writers.ts';

type Victim = 'server' | 'database' | 'both';

interface Plan {
  readonly victims: readonly Victim[];
  readonly writesAKill: number;
  /** Each epoch has an empty database: the embedded one takes longer for every document that it holds. */
  readonly killsAnEpoch: number;
  readonly withinMs: number;
}

const workers = 8;

const repeat = (victim: Victim, times: number) => Array.from({ length: times }, () => victim);
const plan = ({ full }: FigureContext, random: Random): Plan =>
  full
    ? {
        victims: shuffled(
          [...repeat('server', 20), ...repeat('database', 20), ...repeat('both', 10)],
          random,
        ),
        writesAKill: 420,
        killsAnEpoch: 5,
        withinMs: 40 * 60_000,
      }
    : {
        victims: shuffled([...repeat('server', 2), ...repeat('database', 2), ...repeat('both', 2)], random),
        writesAKill: 70,
        killsAnEpoch: 6,
        withinMs: 60_000,
      };

/** Nothing that was acknowledged is lost, doubled or half-done, whoever is killed and when. */
export const sigkill: Figure = {
  name: 'sigkill',
  goal: '0 acknowledged writes lost, 0 duplicates, 0 without their event, of >= 20,000 over >= 50 SIGKILLs (slice: 420 over 6)',
  run: async (context) => {
    const random = seededRandom(context.seed);
    const { victims, writesAKill, killsAnEpoch, withinMs } = plan(context, random);
    const deadline = performance.now() + withinMs;
    const totals: Record<string, number> = { acked: 0, refused: 0, unknown: 0, retried: 0, tails: 0 };
    const found = countsOf(checkLog([], [], requestRules));
    const seen: string[] = [];
    let kills = 0;
    const world = await startWorld(context, { start: false });
    try {
      for (let first = 0; first < victims.length && performance.now() < deadline; first += killsAnEpoch) {
        const epoch = victims.slice(first, first + killsAnEpoch);
        await world.startServer({ dbName: `chaos_${first}` });
        await world.ready();
        const operations: Operation[] = [];
        kills += await killUnderWrites(world, { epoch, writesAKill, random, operations, seen, deadline });
        await world.signal('SIGTERM');
        const stored = await storedRecords(world.db(), keptRequests);
        const findings = checkLog(operations, stored, requestRules);
        for (const name of findingNames) found[name] += findings[name].length;
        for (const outcome of ['acked', 'refused', 'unknown'] as const)
          totals[outcome] =
            (totals[outcome] ?? 0) + operations.filter((one) => one.outcome === outcome).length;
        totals['retried'] = (totals['retried'] ?? 0) + operations.filter(({ tries }) => tries > 1).length;
        totals['tails'] =
          (totals['tails'] ?? 0) + stored.filter(({ tailSeqs }) => tailSeqs.length > 0).length;
        context.log(
          `${kills} of ${victims.length} kills, ${totals['acked']} acknowledged: ${JSON.stringify(found)}`,
        );
      }
      const answers = tally(seen);
      // 500 would be a fault of ours that the client can't tell from others; a refusal means a wrong answer.
      const wrong = Object.keys(answers).filter(
        (what) => what.startsWith('refused') || /^50[0-24-9]$/.test(what),
      );
      const bad = findingNames.reduce((sum, name) => sum + found[name], 0);
      const reached =
        kills === victims.length && (totals['acked'] ?? 0) >= victims.length * writesAKill * 0.95;
      return {
        value: `${found.lost} lost, ${found.duplicates} duplicates, ${found.withoutEvent} without event of ${totals['acked']} over ${kills} kills`,
        holds: bad === 0 && wrong.length === 0 && reached,
        ...found,
        kills: tally(victims.slice(0, kills)),
        ...totals,
        answers,
        database: world.database.version,
      };
    } finally {
      await world.stop();
    }
  },
};

interface Epoch {
  readonly epoch: readonly Victim[];
  readonly writesAKill: number;
  readonly random: Random;
  readonly operations: Operation[];
  readonly seen: string[];
  readonly deadline: number;
}

async function killUnderWrites(world: World, options: Epoch): Promise<number> {
  const { epoch, writesAKill, random, operations, seen, deadline } = options;
  let writing = true;
  const people = () => newPerson(world.issuer, `writer-${random.hex(12)}`);
  const write = async () => {
    const writer = createWriter({
      caller: world.caller,
      random,
      people,
      operations,
      seen: (what) => seen.push(what),
    });
    while (writing) await writer.step();
  };
  const writers = Promise.all(Array.from({ length: workers }, write));
  const acked = () => operations.filter(({ outcome }) => outcome === 'acked').length;
  let kills = 0;
  try {
    for (const victim of epoch) {
      const goal = acked() + writesAKill;
      const inTime = await until(() => acked() >= goal, {
        withinMs: deadline - performance.now(),
        everyMs: 20,
      });
      if (inTime === undefined) break;
      // Anywhere within a write and its relay.
      await wait(random.int(0, 60));
      await kill(world, victim);
      kills += 1;
    }
    await world.ready();
  } finally {
    writing = false;
    await writers;
  }
  return kills;
}

async function kill(world: World, victim: Victim): Promise<void> {
  await Promise.all([
    victim === 'database' ? undefined : world.signal('SIGKILL'),
    victim === 'server' ? undefined : world.database.kill(),
  ]);
  if (victim !== 'server') await world.database.start();
  if (victim !== 'database') await world.startServer();
  await world.ready();
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, order: random.next() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
