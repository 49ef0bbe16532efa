import { type Random, seededRandom } from '../../city/random.ts';
import type { Figure } from '../figure.ts';
import { halvesOf, listIn, readCases } from '../halves.ts';
import { tally } from '../load.ts';
import { carryOut, euros, must, newContractor, objectId, outdoors, reason, textIn, told } from '../must.ts';
import { checkHistories, wordsOf } from '../operation-log.ts';
import { newPerson, type Person } from '../people.ts';
import { requestRules } from '../record-rules.ts';
import { isOk, startWorld, type World } from '../world.ts';
import { begin } from './accept-races.ts';

/** A request has at most ten visits, and one of two gets one each round. */
const roundsAPair = 8;
/** The embedded database takes longer for every document that it holds. */
const roundsADatabase = 250;
const zone = 'Europe/Berlin';
const hourMs = 3_600_000;

interface Job {
  readonly homeowner: Person;
  readonly id: string;
  start: string;
}

/** Two jobs of one contractor, who has offered both homeowners the same hour, give or take some minutes. */
interface Pair {
  readonly contractor: Person;
  readonly jobs: readonly [Job, Job];
}

/** Of two homeowners who want a contractor at the same time one gets them, and the other is told. */
export const windowRaces: Figure = {
  name: 'window-races',
  goal: 'in each of 1,000 rounds of two homeowners agreeing to overlapping windows of one contractor at once, one has the contractor and the other is told 409; no booking without its visit, no visit without its booking (slice: 10)',
  run: async (context) => {
    const random = seededRandom(context.seed);
    const rounds = context.full ? 1_000 : 10;
    const deadline = performance.now() + (context.full ? 40 : 1) * 60_000;
    const world = await startWorld(context, { start: false, timeoutMs: 30_000 });
    const answers: string[] = [];
    const putOff: string[] = [];
    const faults: string[] = [];
    let [raced, clean] = [0, 0];
    try {
      let pair: Pair | undefined;
      for (; raced < rounds && performance.now() < deadline; raced += 1) {
        if (raced % roundsADatabase === 0) {
          await begin(world, `chaos_${raced}`);
          pair = undefined;
        }
        // A new contractor has no calendar yet: the first booking is an insert, the others are updates.
        if (pair === undefined || raced % roundsAPair === 0) pair = await newPair(world, random);
        const { winners, told: how } = await race(world, pair, putOff);
        answers.push(...how);
        const wrong = await faultsOf(world, pair, winners);
        const isFair = winners.length === 1 && how.some((one) => one.startsWith('409 '));
        if (isFair && wrong.length === 0) clean += 1;
        faults.push(...(isFair ? [] : ['not one winner']), ...wrong);
        for (const job of winners) {
          await must(world, job.homeowner, ['homeowner.requests.cancelVisit', { id: job.id, reason }]);
        }
        for (const job of pair.jobs) await offer(world, pair.contractor, { job, random });
        if ((raced + 1) % 100 === 0) context.log(`${raced + 1} rounds, ${clean} clean`);
      }
      return {
        value: `${clean} of ${raced}`,
        holds: clean === rounds,
        answers: tally(answers),
        // Answers that settled nothing: sent again with the same key.
        putOff: tally(putOff),
        faults: faults.slice(0, 10),
        database: world.database.version,
      };
    } finally {
      await world.stop();
    }
  },
};

async function newPair(world: World, random: Random): Promise<Pair> {
  const contractor = await newContractor(world, random);
  const job = async (): Promise<Job> => {
    const homeowner = await newPerson(world.issuer, `owner-${random.hex(12)}`);
    const clientKey = `pair-${random.hex(20)}`;
    const report = { ...outdoors(clientKey), clientKey };
    const id = textIn(await must(world, homeowner, ['homeowner.requests.create', report]), 'id');
    const terms = { id, contractorId: contractor.id, spendCap: euros(50_000) };
    await must(world, homeowner, ['homeowner.requests.offer', terms]);
    await must(world, contractor, ['contractor.jobs.acceptOffer', { id }]);
    return { homeowner, id, start: '' };
  };
  const jobs = [await job(), await job()] as const;
  for (const one of jobs) await offer(world, contractor, { job: one, random });
  return { contractor, jobs };
}

/** An hour that is the same for all, give or take 20 minutes: any two overlap. */
async function offer(
  world: World,
  contractor: Person,
  { job, random }: { job: Job; random: Random },
): Promise<void> {
  const about = Math.ceil(Date.now() / hourMs) * hourMs + 72 * hourMs;
  const start = new Date(about + random.int(-20, 20) * 60_000);
  const end = new Date(start.getTime() + hourMs);
  job.start = start.toISOString();
  const windows = [{ start: job.start, end: end.toISOString() }];
  await must(world, contractor, ['contractor.jobs.offerWindows', { id: job.id, zone, windows }]);
}

async function race(
  world: World,
  { jobs }: Pair,
  putOff: string[],
): Promise<{ winners: Job[]; told: string[] }> {
  const answers = await Promise.all(
    jobs.map(({ homeowner, id, start }) =>
      carryOut(world, homeowner, {
        path: 'homeowner.requests.confirmWindow',
        input: { id, start },
        putOff: (what) => void putOff.push(what),
      }),
    ),
  );
  return {
    winners: jobs.filter((_, index) => answers[index] && isOk(answers[index])),
    told: answers.map(told),
  };
}

/** What is wrong in the database: both requests, their histories and notices, and the contractor's calendar. */
async function faultsOf(world: World, { jobs }: Pair, winners: readonly Job[]): Promise<string[]> {
  const cases = await readCases(
    world.db(),
    jobs.map(({ id }) => objectId(id)),
  );
  const visited = cases.requests.flatMap(({ id, doc }) =>
    listIn(doc, 'visits').flatMap(({ state }) => (state === 'confirmed' ? id : [])),
  );
  const expected = winners.map(({ id }) => id).join(' ');
  const wrongStatus = cases.requests.filter(
    ({ id, status }) => status !== (expected.includes(id) ? 'scheduled' : 'assigned'),
  );
  return [
    ...halvesOf(cases),
    ...wordsOf(checkHistories(cases.requests, requestRules)),
    ...(visited.join(' ') === expected ? [] : [`visits of ${visited.join(' ')}, told ${expected}`]),
    ...wrongStatus.map(({ id, status }) => `request ${id} is ${status}`),
    ...(cases.requests.length === jobs.length ? [] : [`${cases.requests.length} requests`]),
  ];
}
