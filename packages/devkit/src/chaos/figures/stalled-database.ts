import { setTimeout as wait } from 'node:timers/promises';
import { type Random, seededRandom } from '../../city/random.ts';
import { type Answer, mutation, query, type Send } from '../call.ts';
import type { Figure } from '../figure.ts';
import { percentile, runLoad, tally, until } from '../load.ts';
import { newPerson, type Person } from '../people.ts';
import { isOk, startWorld, type World } from '../world.ts';
import { report } from '../writers.ts';

const answeredWithinMs = 5_000;
const readyWithinMs = 5_000;
/** A loop that is free answers this within a moment, also on a busy machine. */
const healthWithinMs = 250;

interface Created {
  readonly send: Send;
  readonly clientKey: string;
}

/** The database stalls, resets, cuts its replies short, or is not there yet: callers are told at once, and it heals. */
export const stalledDatabase: Figure = {
  name: 'stalled-database',
  goal: 'a stalled database: every call answered within 5 s with 503 and Retry-After, the event loop free, healed by itself within 5 s; resetting or cut mid-reply: every retried create applied once; away at boot: healthz 200, readyz 503, ready within 5 s of its coming',
  run: async (context) => {
    const random = seededRandom(context.seed);
    const rounds = context.full ? 10 : 1;
    const world = await startWorld(context, { start: false, timeoutMs: 20_000 });
    const faults: string[] = [];
    const must = (what: string, holds: boolean) => void (holds || faults.push(what));
    try {
      const readyMs = await awayAtBoot(world, must);
      const people = () => newPerson(world.issuer, `stall-${random.hex(12)}`);
      const slowest: number[] = [];
      const loop: number[] = [];
      const healed: number[] = [];
      const created: Created[] = [];
      const answers: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const stalled = await stall(world, { random, people });
        created.push(...stalled.created);
        slowest.push(...stalled.answers.map(({ ms }) => ms));
        loop.push(...stalled.healthMs);
        healed.push(stalled.healedMs);
        answers.push(...stalled.answers.map(worded));
        must('answers while stalled', stalled.answers.every(isPutOffInTime));
        context.log(
          `stall ${round + 1}: slowest ${Math.round(Math.max(...slowest))} ms, healed in ${stalled.healedMs} ms`,
        );
      }
      must(
        'healed in time',
        healed.every((ms) => ms <= readyWithinMs),
      );
      must('event loop free', percentile(loop, 0.99) <= healthWithinMs);
      created.push(...(await interrupted(world, { random, people, rounds: context.full ? 200 : 20 })));
      const applied = await countOnce(world, created);
      must('creates applied once', applied === created.length);
      return {
        value: `${answers.filter((answer) => answer === '503 with Retry-After').length} of ${answers.length} answered 503, slowest ${Math.round(Math.max(...slowest))} ms`,
        holds: faults.length === 0,
        faults,
        answers: tally(answers),
        healthP99Ms: percentile(loop, 0.99),
        healedMs: Math.max(...healed),
        readyAfterBootMs: readyMs,
        appliedOnce: `${applied} of ${created.length}`,
        database: world.database.version,
      };
    } finally {
      await world.stop();
    }
  },
};

async function awayAtBoot(
  world: World,
  must: (what: string, holds: boolean) => void,
): Promise<number | undefined> {
  await world.databaseProxy.refuse();
  await world.startServer();
  const live = await until(async () => isOk(await world.caller.send({ path: '/healthz' })), {
    withinMs: 20_000,
  });
  must('healthz while the database is away', live !== undefined);
  const ready = await world.caller.send({ path: '/readyz' });
  must('readyz while the database is away', ready.kind === 'reply' && ready.status === 503);
  await world.databaseProxy.heal();
  const readyMs = await until(async () => isOk(await world.caller.send({ path: '/readyz' })), {
    withinMs: 30_000,
  });
  must('ready after the database came', readyMs !== undefined && readyMs <= readyWithinMs);
  return readyMs;
}

interface Cast {
  readonly random: Random;
  readonly people: () => Promise<Person>;
}

/** Holds every byte while calls of all kinds come, then lets go. */
async function stall(world: World, { random, people }: Cast) {
  const callers = await Promise.all(Array.from({ length: 12 }, people));
  const created: Created[] = [];
  const kinds: ((token: string) => Send)[] = [
    (token) => ({ ...query('homeowner.requests.list'), token }),
    (token) => ({ ...query('homeowner.requests.get', { id: random.hex(24) }), token }),
    (token) => ({ ...query('homeowner.properties.list'), token }),
    (token) => ({ path: '/homeowner/requests', token }),
    (token) => {
      const one = creation(random, token);
      created.push(one);
      return one.send;
    },
  ];
  // Known to the server before, so that only the database is in question.
  await Promise.all(
    callers.map(({ token }) => world.caller.send({ ...query('homeowner.requests.list'), token })),
  );
  const healthMs: number[] = [];
  const answers: Answer[] = [];
  world.databaseProxy.stall();
  let stalled = true;
  const health = (async () => {
    while (stalled) {
      const answer = await world.caller.send({ path: '/healthz' });
      healthMs.push(isOk(answer) ? answer.ms : answeredWithinMs);
      await wait(50);
    }
  })();
  await runLoad({ workers: callers.length * 3, count: 90, withinMs: 15_000 }, async (index, worker) => {
    const make = kinds[index % kinds.length];
    const token = callers[worker % callers.length]?.token ?? '';
    if (make !== undefined) answers.push(await world.caller.send(make(token)));
  });
  stalled = false;
  await health;
  await world.databaseProxy.heal();
  const healedMs = await world.ready();
  // What became of the creates is unknown: a client sends them again, under the same key.
  for (const one of created) await retry(world, one);
  return { answers, created, healthMs, healedMs };
}

/** Creates while connections are reset or cut in the middle of a reply, each retried until it is answered. */
async function interrupted(
  world: World,
  { random, people, rounds }: Cast & { rounds: number },
): Promise<Created[]> {
  const created: Created[] = [];
  let person = await people();
  for (let round = 0; round < rounds; round += 1) {
    if (round % 20 === 0) person = await people();
    const one = creation(random, person.token);
    created.push(one);
    if (round % 2 === 0) world.databaseProxy.cutAfter(random.int(1, 120));
    else setTimeout(() => world.databaseProxy.reset(), random.int(0, 12));
    await world.caller.send(one.send);
    await wait(random.int(0, 30));
    await world.databaseProxy.heal();
    await retry(world, one);
  }
  return created;
}

const retry = (world: World, { send }: Created) =>
  until(async () => isOk(await world.caller.send(send)), { withinMs: 15_000 });

function creation(random: Random, token: string): Created {
  const clientKey = `stall-${random.hex(20)}`;
  const input = { ...report(clientKey), clientKey };
  return { clientKey, send: { ...mutation('homeowner.requests.create', input), token } };
}

async function countOnce(world: World, created: readonly Created[]): Promise<number> {
  const docs = await world.db().collection('requests').find().toArray();
  const counts = tally(docs.map((doc) => String(doc['clientKey'])));
  return created.filter(({ clientKey }) => counts[clientKey] === 1).length;
}

const isPutOffInTime = (answer: Answer): boolean =>
  answer.kind === 'reply' &&
  answer.status === 503 &&
  answer.headers['retry-after'] !== undefined &&
  answer.ms <= answeredWithinMs;

const worded = (answer: Answer): string => {
  if (answer.kind === 'lost') return answer.reason;
  return `${answer.status}${answer.headers['retry-after'] === undefined ? '' : ' with Retry-After'}`;
};
