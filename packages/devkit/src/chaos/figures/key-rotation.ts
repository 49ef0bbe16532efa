import { setTimeout as wait } from 'node:timers/promises';
import { query } from '../call.ts';
import type { Figure } from '../figure.ts';
import { runLoad, tally, until } from '../load.ts';
import { newPerson } from '../people.ts';
import { startWorld, type World } from '../world.ts';

/** The server asks the issuer at most this often. */
const spacingMs = 10_000;
const acceptedWithinMs = 10_000;
const workers = 4;

/**
 * Signing keys change without anybody being signed out. A planned rotation publishes its key long before; here the
 * server is made to read the key set by a token of an unknown key, as soon as its spacing of 10 s lets it.
 */
export const keyRotation: Figure = {
  name: 'key-rotation',
  goal: '0 non-200 for valid tokens of >= 10,000 requests over 12 planned rotations; an unplanned key accepted within 10 s (slice: 600 over 1)',
  run: async (context) => {
    const rotations = context.full ? 12 : 1;
    const requests = context.full ? 10_000 : 600;
    const periodMs = spacingMs + 500;
    const world = await startWorld(context);
    const answers: string[] = [];
    try {
      let next = await people(world, 0);
      let done = false;
      const pauseMs = (rotations * periodMs * workers) / (requests * 1.3);
      const load = runLoad({ workers, count: requests * 4, withinMs: 10 * 60_000 }, async (index) => {
        if (done) return;
        // Each token is sent a few times only: the server remembers a verified one for a minute.
        const token = next[index % next.length] ?? '';
        const path = index % 4 === 0 ? 'homeowner.requests.list' : 'public.status';
        const answer = await world.caller.send({ ...query(path), token });
        answers.push(answer.kind === 'lost' ? answer.reason : String(answer.status));
        await wait(Math.max(0, pauseMs - answer.ms));
      });
      for (let rotation = 1; rotation <= rotations; rotation += 1) {
        await wait(periodMs);
        await world.issuer.publishNextKey();
        const before = world.issuer.jwksRequests();
        await until(
          async () => {
            await sendUnknownKid(world);
            return world.issuer.jwksRequests() > before;
          },
          { withinMs: 2 * spacingMs, everyMs: 100 },
        );
        await world.issuer.rotate();
        next = await people(world, rotation);
        context.log(`rotation ${rotation}: ${answers.length} requests`);
      }
      await until(() => answers.length >= requests, { withinMs: 120_000 });
      done = true;
      await load;
      const unplanned = await unplannedMs(world);
      const counts = tally(answers);
      const { 200: good = 0, ...others } = counts;
      const failed = answers.length - good;
      return {
        value: `${failed} non-200 of ${answers.length} over ${rotations} rotations; unplanned accepted in ${unplanned ?? '> 20,000'} ms`,
        holds:
          failed === 0 &&
          answers.length >= requests &&
          unplanned !== undefined &&
          unplanned <= acceptedWithinMs,
        answers: { 200: good, ...others },
        unplannedMs: unplanned,
      };
    } finally {
      await world.stop();
    }
  },
};

/** Fresh tokens, signed with the newest key, of many people. */
const people = async (world: World, rotation: number) =>
  (
    await Promise.all(
      Array.from({ length: 120 }, (_, index) => newPerson(world.issuer, `rotation-${rotation}-${index}`)),
    )
  ).map(({ token }) => token);

const sendUnknownKid = async (world: World) => {
  const token = await world.issuer.mint({ header: { kid: `unknown-${performance.now()}` } });
  await world.caller.send({ ...query('public.status'), token });
};

/** Signs with a key that nobody was told of, and gives the time from its first sight to its first 200. */
async function unplannedMs(world: World): Promise<number | undefined> {
  // Just after an attempt: the worst moment.
  await sendUnknownKid(world);
  await world.issuer.rotate({ keepOld: false });
  const { token } = await newPerson(world.issuer, 'unplanned');
  return until(
    async () => {
      const answer = await world.caller.send({ ...query('public.status'), token });
      return answer.kind === 'reply' && answer.status === 200;
    },
    // Asked often: the time between two questions counts against the server.
    { withinMs: 2 * spacingMs, everyMs: 20 },
  );
}
