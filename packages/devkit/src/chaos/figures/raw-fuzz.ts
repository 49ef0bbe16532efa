import type { Figure } from '../figure.ts';
import { newPerson } from '../people.ts';
import { fuzzRaw } from '../raw-fuzz.ts';
import { isOk, startWorld, type World } from '../world.ts';

/** Sent in portions, each with a seed and a person of its own, so that a long run can be followed. */
const portion = 5_000;

/** No bytes make the server fail: whatever comes is answered below 500, and leaves nothing behind. */
export const rawFuzz: Figure = {
  name: 'raw-fuzz',
  goal: '>= 100,000 mutated raw requests: 0 answers of 5xx, 0 faults logged, 0 crashes, Object.prototype clean (slice: 5,000)',
  run: async (context) => {
    const count = context.full ? 100_000 : 5_000;
    const world = await startWorld(context, { probe: true });
    try {
      const statuses = new Map<string, number>();
      const failed: string[] = [];
      let [exits, sent] = [0, 0];
      void world.exited().then(() => {
        exits += 1;
      });
      while (sent < count && exits === 0) {
        const { token } = await newPerson(world.issuer, `fuzz-${sent}`);
        const seed = context.seed * 1_000_003 + sent;
        const report = await fuzzRaw({ port: world.port, count: portion, seed, token });
        sent += report.sent;
        failed.push(
          ...report.faults.map(({ status, bytes }) => `${status}: ${bytes.replaceAll(token, 'TOKEN')}`),
        );
        for (const [status, times] of Object.entries(report.statuses))
          statuses.set(status, (statuses.get(status) ?? 0) + times);
        context.log(`${sent} sent, ${failed.length} failed`);
      }
      const lives = exits === 0 && (await stillGood(world));
      const code = await world.signal('SIGTERM');
      const lines = world.serverLines();
      const faults = lines.filter((line) => /"level":(50|60)/.test(line));
      const prototypes = lines.findLast((line) => line.startsWith('prototypes: ')) ?? 'prototypes: not told';
      return {
        value: `${failed.length} of ${sent} answered 5xx, ${prototypes}`,
        holds:
          failed.length === 0 &&
          sent >= count &&
          lives &&
          code === 0 &&
          faults.length === 0 &&
          prototypes === 'prototypes: clean',
        statuses: Object.fromEntries(statuses),
        crashes: lives ? 0 : 1,
        exitCode: code,
        faultsLogged: faults.length,
        failed: failed.slice(0, 3).map((text) => text.slice(0, 600)),
        logged: faults.slice(0, 3).map((line) => line.slice(0, 600)),
      };
    } finally {
      await world.stop();
    }
  },
};

async function stillGood(world: World): Promise<boolean> {
  const { token } = await newPerson(world.issuer, 'afterwards');
  const answer = await world.caller.send({ path: '/homeowner/requests', token });
  return isOk(answer) && isOk(await world.caller.send({ path: '/readyz' }));
}
