import { seededRandom } from '../../city/random.ts';
import { query } from '../call.ts';
import type { Figure } from '../figure.ts';
import { runLoad, tally } from '../load.ts';
import { startWorld, type World } from '../world.ts';

const windowMs = 10_000;
const workers = 4;
/** Timers and the clock of another process: a fetch counts as early when it is earlier than this. */
const slackMs = 250;

/** Tokens of keys that do not exist must not make us a weapon against the issuer. */
export const junkKids: Figure = {
  name: 'junk-kids',
  goal: 'at most one fetch of the key set in 10 s under tokens of random keys, the issuer up or down (slice: 12 s each)',
  run: async (context) => {
    const random = seededRandom(context.seed);
    const eachMs = context.full ? 65_000 : 12_000;
    const world = await startWorld(context);
    try {
      const up = await phase(world, eachMs, () => random.hex(16));
      world.issuerProxy.reset();
      const down = await phase(world, eachMs, () => random.hex(16));
      await world.issuerProxy.heal();
      const worst = Math.max(up.mostInWindow, down.mostInWindow);
      const answered = [up, down].every(({ answers }) =>
        // Refused, put off or slowed down; never let in, never a fault.
        Object.keys(answers).every((status) => ['401', '429', '503'].includes(status)),
      );
      const enough = up.fetches > 0 && down.fetches > 0;
      return { value: worst, holds: worst <= 1 && answered && enough, up, down };
    } finally {
      await world.stop();
    }
  },
};

async function phase(world: World, withinMs: number, kid: () => string) {
  const began = performance.now();
  const before = world.issuerProxy.arrivals.length;
  const answers: string[] = [];
  const sent = await runLoad({ workers, count: 200_000, withinMs }, async () => {
    const token = await world.issuer.mint({ header: { kid: kid() } });
    const answer = await world.caller.send({ ...query('public.status'), token });
    answers.push(answer.kind === 'lost' ? answer.reason : String(answer.status));
  });
  const fetches = world.issuerProxy.arrivals.slice(before).map((at) => Math.round(at - began));
  return {
    sent,
    fetches: fetches.length,
    mostInWindow: mostWithin(fetches),
    fetchedAtMs: fetches,
    answers: tally(answers),
  };
}

/** The most instants that lie in any window. */
function mostWithin(instants: readonly number[]): number {
  const counts = instants.map(
    (first) => instants.filter((at) => at >= first && at < first + windowMs - slackMs).length,
  );
  return Math.max(0, ...counts);
}
