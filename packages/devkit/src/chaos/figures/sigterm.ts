import { setTimeout as wait } from 'node:timers/promises';
import { type Random, seededRandom } from '../../city/random.ts';
import { mutation, query, resultOf } from '../call.ts';
import type { Figure } from '../figure.ts';
import { percentile, tally } from '../load.ts';
import { newPerson } from '../people.ts';
import { openFeed } from '../streams.ts';
import { isOk, startWorld, type World } from '../world.ts';
import { report } from '../writers.ts';

const workers = 10;
const streamCount = 20;
const streamsAPerson = 4;
const exitWithinMs = 10_000;
/** How often a load balancer would ask whether it may still send. */
const readinessEveryMs = 100;

/** A polite stop loses nobody's request. Clients do as a load balancer does: once readiness says no, they send no more. */
export const sigterm: Figure = {
  name: 'sigterm',
  goal: '20 SIGTERMs under load with 20 open streams: exit 0 within 10 s, 0 accepted requests unanswered, every stream ended (slice: 3)',
  run: async (context) => {
    const random = seededRandom(context.seed);
    const rounds = context.full ? 20 : 3;
    // As in production: between the no of readiness and the closed door, who asks for readiness can notice.
    const world = await startWorld({ ...context, env: { ...context.env, PMP_DRAIN_MS: '2000' } });
    const stops: Stop[] = [];
    try {
      for (let round = 0; round < rounds; round += 1) {
        if (round > 0) {
          await world.startServer();
          await world.ready();
        }
        const stop = await stopUnderLoad(world, random);
        stops.push(stop);
        context.log(
          `stop ${round + 1}: exit ${stop.code} after ${stop.ms} ms, ${stop.lost.length} unanswered`,
        );
      }
      const unanswered = sum(stops, ({ lost }) => lost.length);
      const missing = await missingOf(
        world,
        stops.flatMap(({ created }) => created),
      );
      const clean = stops.filter(
        ({ code, ms, streams }) => code === 0 && ms <= exitWithinMs && streams === streamCount,
      );
      return {
        value: `${clean.length} of ${stops.length} clean, ${unanswered} unanswered of ${sum(stops, ({ answered }) => answered)}`,
        holds:
          clean.length === rounds &&
          unanswered === 0 &&
          missing === 0 &&
          stops.every((stop) => stop.others === 0),
        exitCodes: tally(stops.map(({ code }) => String(code))),
        slowestExitMs: percentile(
          stops.map(({ ms }) => ms),
          1,
        ),
        streamsEnded: sum(stops, ({ streams }) => streams),
        lost: tally(stops.flatMap(({ lost }) => lost)),
        createdThenMissing: missing,
        refusedWhileStopping: sum(stops, ({ refused }) => refused),
        otherStatuses: sum(stops, ({ others }) => others),
      };
    } finally {
      await world.stop();
    }
  },
};

interface Stop {
  readonly code: number;
  readonly ms: number;
  /** Streams that were open and then ended. */
  readonly streams: number;
  readonly answered: number;
  /** 503 with Retry-After: an answer that a client can work with. */
  readonly refused: number;
  readonly others: number;
  readonly lost: readonly string[];
  readonly created: readonly string[];
}

async function stopUnderLoad(world: World, random: Random): Promise<Stop> {
  const people = await Promise.all(
    Array.from({ length: Math.max(workers, streamCount / streamsAPerson) }, () =>
      newPerson(world.issuer, `stop-${random.hex(12)}`),
    ),
  );
  const tokenOf = (index: number) => people[index % people.length]?.token ?? '';
  const streams = Array.from({ length: streamCount }, (_, index) =>
    openFeed(world.port, tokenOf(Math.floor(index / streamsAPerson))),
  );
  const opened = await Promise.all(streams.map((stream) => stream.opened));

  const lost: string[] = [];
  const created: string[] = [];
  let [sending, answered, refused, others] = [true, 0, 0, 0];
  const load = Array.from({ length: workers }, async (_, worker) => {
    const token = tokenOf(worker);
    while (sending) {
      const clientKey = `stop-${random.hex(20)}`;
      const creates = random.next() < 0.3;
      const send = creates
        ? mutation('homeowner.requests.create', { ...report(clientKey), clientKey })
        : query('homeowner.requests.list', { limit: 5 });
      const answer = await world.caller.send({ ...send, token });
      if (answer.kind === 'reply') {
        answered += 1;
        if (answer.status === 503 && answer.headers['retry-after'] !== undefined) refused += 1;
        else if (!isOk(answer)) others += 1;
        else if (creates && resultOf(answer) !== undefined) created.push(clientKey);
      } else if (answer.reason !== 'ECONNREFUSED') lost.push(answer.reason);
      await wait(random.int(0, 20));
    }
  });
  const readiness = (async () => {
    while (sending) {
      await wait(readinessEveryMs);
      if (!isOk(await world.caller.send({ path: '/readyz' }))) sending = false;
    }
  })();

  await wait(random.int(500, 1_000));
  const began = performance.now();
  const code = await world.signal('SIGTERM');
  const ms = Math.round(performance.now() - began);
  sending = false;
  await Promise.all([...load, readiness]);
  const ended = await Promise.all(
    streams.map(async (stream, index) => {
      const over = await Promise.race([stream.ended.then(() => true), wait(2_000, false)]);
      stream.close();
      return over && opened[index] === 200;
    }),
  );
  return { code, ms, streams: ended.filter(Boolean).length, answered, refused, others, lost, created };
}

async function missingOf(world: World, clientKeys: readonly string[]): Promise<number> {
  const docs = await world.db().collection('requests').find().toArray();
  const stored = new Set(docs.map((doc) => String(doc['clientKey'])));
  return clientKeys.filter((key) => !stored.has(key)).length;
}

const sum = (stops: readonly Stop[], of: (stop: Stop) => number) =>
  stops.reduce((total, stop) => total + of(stop), 0);
