import { type Random, seededRandom } from '../../city/random.ts';
import { mutation, refusalOf, resultOf, type Send } from '../call.ts';
import type { Figure } from '../figure.ts';
import { tally } from '../load.ts';
import { newPerson, type Person } from '../people.ts';
import { isOk, startWorld, type World } from '../world.ts';
import { report } from '../writers.ts';

const racers = 20;
/** A request of which one person owns all races: below what one person may do in a minute. */
const roundsARequest = 4;

interface Raced {
  readonly id: string;
  version: number;
  cancelled: boolean;
}

/** Of commands that were made from the same version, one is carried out, however many come at once. */
export const races: Figure = {
  name: 'races',
  goal: 'exactly one winner in each of 1,000 races of 20 commands on one request, the rest told 409 (slice: 40)',
  run: async (context) => {
    const random = seededRandom(context.seed);
    const rounds = context.full ? 1_000 : 40;
    const deadline = performance.now() + (context.full ? 30 : 1) * 60_000;
    const world = await startWorld(context);
    const answers: string[] = [];
    let [raced, oneWinner, sameKey, onceOnly] = [0, 0, 0, 0];
    try {
      let person: Person | undefined;
      let request: Raced | undefined;
      for (; raced < rounds && performance.now() < deadline; raced += 1) {
        if (
          person === undefined ||
          request === undefined ||
          request.cancelled ||
          raced % roundsARequest === 0
        ) {
          person = await newPerson(world.issuer, `racer-${random.hex(12)}`);
          const created = await createOnce(world, person, random);
          request = created.request;
          sameKey += 1;
          onceOnly += created.once ? 1 : 0;
        }
        const winners = await race(world, { person, request, random, answers });
        if (winners === 1 && (await stored(world, request))) oneWinner += 1;
        if ((raced + 1) % 100 === 0) context.log(`${raced + 1} races, ${oneWinner} with one winner`);
      }
      const counts = tally(answers);
      const known = Object.keys(counts).every((answer) => answer === '200' || answer.startsWith('409 '));
      return {
        value: `${oneWinner} of ${raced}`,
        holds: oneWinner === rounds && onceOnly === sameKey && known,
        answers: counts,
        sameKeyAtOnce: `${onceOnly} of ${sameKey} carried out once`,
        database: world.database.version,
      };
    } finally {
      await world.stop();
    }
  },
};

interface Race {
  readonly person: Person;
  readonly request: Raced;
  readonly random: Random;
  readonly answers: string[];
}

/** Sends 20 commands at once, each with a key of its own, and gives how many were carried out. */
async function race(world: World, { person, request, random, answers }: Race): Promise<number> {
  const replies = await atOnce(world, person, () => command(request, random));
  let winners = 0;
  for (const answer of replies) {
    if (isOk(answer)) {
      winners += 1;
      request.cancelled = resultOf(answer)?.['status'] === 'cancelled';
      answers.push('200');
    } else {
      answers.push(answer.kind === 'lost' ? answer.reason : `${answer.status} ${refusalOf(answer) ?? ''}`);
    }
  }
  request.version += 1;
  return winners;
}

function command({ id, version }: Raced, random: Random): Send {
  const input = { id, version, commandKey: `race-${random.hex(20)}` };
  return random.next() < 0.9
    ? mutation('homeowner.requests.update', { ...input, title: `Dripping tap ${random.hex(8)}` })
    : mutation('homeowner.requests.cancel', { ...input, reason: 'It stopped by itself' });
}

const atOnce = (world: World, { token }: Person, make: () => Send) =>
  Promise.all(Array.from({ length: racers }, () => world.caller.send({ ...make(), token })));

/** Whether the database holds the one change and its one event. */
async function stored(world: World, { id, version }: Raced): Promise<boolean> {
  const docs = await world.db().collection('requests').find({ version }).toArray();
  const doc = docs.find(({ _id }) => String(_id) === id);
  if (doc === undefined) return false;
  const events = await world.db().collection('events').find({ subject: doc._id }).toArray();
  const tail: { seq: number }[] = doc['tail'];
  const seqs = new Set([...events.map(({ seq }) => Number(seq)), ...tail.map(({ seq }) => seq)]);
  return seqs.size === version;
}

/** The same create 20 times at once: all are answered with the one request that it made. */
async function createOnce(
  world: World,
  person: Person,
  random: Random,
): Promise<{ request: Raced; once: boolean }> {
  const clientKey = `race-${random.hex(20)}`;
  const create = mutation('homeowner.requests.create', { ...report(clientKey), clientKey });
  const replies = (await atOnce(world, person, () => create)).filter(isOk);
  const ids = new Set(replies.map((reply) => resultOf(reply)?.['id']));
  const [id] = ids;
  if (typeof id !== 'string') throw new Error('No request could be created to race for.');
  const documents = await world.db().collection('requests').countDocuments({ clientKey });
  return {
    request: { id, version: 1, cancelled: false },
    once: replies.length === racers && ids.size === 1 && documents === 1,
  };
}
