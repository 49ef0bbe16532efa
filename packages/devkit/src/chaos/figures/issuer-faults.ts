import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../city/random.ts';
import { type Answer, query } from '../call.ts';
import type { Figure } from '../figure.ts';
import { tally, until } from '../load.ts';
import { newPerson } from '../people.ts';
import { isOk, startWorld } from '../world.ts';

/** After the issuer is back: its next attempt comes within 10 s. */
const healsWithinMs = 16_000;

/** An outage of the issuer signs nobody out: what cannot be judged is 503, and known keys go on. */
export const issuerFaults: Figure = {
  name: 'issuer-faults',
  goal: 'issuer away at boot: 503 with Retry-After and never 401, ready by itself; flapping, or away over a restart: 0 non-200 for known keys, never 401 for unknown ones that could not be asked for',
  run: async (context) => {
    const random = seededRandom(context.seed);
    const flapMs = context.full ? 60_000 : 10_000;
    const world = await startWorld(context, { start: false });
    const faults: string[] = [];
    const must = (what: string, holds: boolean) => void (holds || faults.push(what));
    try {
      const { token } = await newPerson(world.issuer, 'known');
      const call = (bearer: string) =>
        world.caller.send({ ...query('homeowner.requests.list'), token: bearer });

      world.issuerProxy.reset();
      await world.startServer();
      const live = await until(async () => isOk(await world.caller.send({ path: '/healthz' })), {
        withinMs: 20_000,
      });
      must('healthz at boot', live !== undefined);
      must('readyz at boot', status(await world.caller.send({ path: '/readyz' })) === 503);
      must('a valid token at boot', isPutOff(await call(token)));
      await world.issuerProxy.heal();
      const healed = await until(async () => isOk(await call(token)), { withinMs: healsWithinMs });
      must('heals', healed !== undefined);
      await world.ready();

      const known: string[] = [];
      const unknown: string[] = [];
      const end = performance.now() + flapMs;
      for (let round = 0; performance.now() < end; round += 1) {
        const verb = random.pick(['reset', 'stall', 'cut', 'heal'] as const);
        if (verb === 'reset') world.issuerProxy.reset();
        if (verb === 'stall') world.issuerProxy.stall();
        if (verb === 'cut') world.issuerProxy.cutAfter(random.int(1, 300));
        if (verb === 'heal') await world.issuerProxy.heal();
        const fresh = await newPerson(world.issuer, `flap-${round}`);
        known.push(String(status(await call(fresh.token))));
        // Not waited for: it may hang as long as the issuer does, and others must not.
        if (round % 8 === 0)
          void world.issuer
            .mint({ header: { kid: random.hex(16) } })
            .then(call)
            .then((answer) => unknown.push(String(status(answer))));
        await wait(60);
      }
      must(
        'known keys while flapping',
        known.every((one) => one === '200'),
      );
      must(
        'unknown keys while flapping',
        unknown.every((one) => ['401', '503', '429'].includes(one)),
      );

      world.issuerProxy.reset();
      await world.signal('SIGKILL');
      await world.startServer();
      await until(async () => isOk(await world.caller.send({ path: '/healthz' })), { withinMs: 20_000 });
      const readyAway = await until(async () => isOk(await world.caller.send({ path: '/readyz' })), {
        withinMs: 10_000,
      });
      must('ready with remembered keys', readyAway !== undefined);
      const fresh = await newPerson(world.issuer, 'after-restart');
      must('remembered keys over a restart', isOk(await call(fresh.token)));
      must(
        'an unknown key after the restart',
        isPutOff(await call(await world.issuer.mint({ header: { kid: 'new' } }))),
      );
      return {
        value:
          faults.length === 0
            ? `0 faults, ${known.length} of ${known.length} known tokens taken while flapping`
            : `${faults.length} faults`,
        holds: faults.length === 0,
        faults,
        healedMs: healed,
        known: tally(known),
        unknown: tally(unknown),
      };
    } finally {
      await world.stop();
    }
  },
};

const status = (answer: Answer): number => (answer.kind === 'reply' ? answer.status : 0);

/** Neither let in nor signed out: the caller is told when to try again. */
const isPutOff = (answer: Answer): boolean =>
  answer.kind === 'reply' &&
  answer.status === 503 &&
  answer.headers['retry-after'] !== undefined &&
  answer.headers['www-authenticate'] === undefined;
