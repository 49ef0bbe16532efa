import { setTimeout as wait } from 'node:timers/promises';
import { type Random, seededRandom } from '../../city/random.ts';
import type { Figure } from '../figure.ts';
import { halvesOf, isStanding, readCases } from '../halves.ts';
import { tally } from '../load.ts';
import { carryOut, must, newContractor, objectId, outdoors, quoteOf, reason, textIn, told } from '../must.ts';
import { checkHistories, wordsOf } from '../operation-log.ts';
import { newPerson, type Person } from '../people.ts';
import { quoteRules, requestRules } from '../record-rules.ts';
import { isOk, startWorld, type World } from '../world.ts';

const bidders = 20;
/** A quote can be revised nine times, and one of these wins each round. */
const roundsARequest = 8;
/** The embedded database takes longer for every document that it holds. */
const roundsADatabase = 200;

interface Bid {
  readonly contractor: Person;
  id: string;
  revision: number;
}

/** A published request with a submitted quote of each contractor. */
interface Field {
  readonly homeowner: Person;
  readonly requestId: string;
  readonly bids: Bid[];
}

interface Tally {
  rounds: number;
  /** With exactly one winner, everybody else told, and nothing half-done in the database. */
  clean: number;
  readonly answers: string[];
  /** Answers that settled nothing: sent again with the same key. */
  readonly putOff: string[];
  readonly faults: string[];
}

/** Of quotes that are accepted at once one is, and one that is withdrawn meanwhile is one or the other. */
export const acceptRaces: Figure = {
  name: 'accept-races',
  goal: 'exactly one winner and no half state in each of 1,000 rounds of 20 accepts of different quotes and 1,000 of accept against withdraw, the rest told 409 (slice: 6 of each)',
  run: async (context) => {
    const random = seededRandom(context.seed);
    const rounds = context.full ? 1_000 : 6;
    const deadline = performance.now() + (context.full ? 60 : 1) * 60_000;
    const world = await startWorld(context, { start: false, timeoutMs: 30_000 });
    const accepts: Tally = { rounds: 0, clean: 0, answers: [], putOff: [], faults: [] };
    const withdraws: Tally = { rounds: 0, clean: 0, answers: [], putOff: [], faults: [] };
    const won = { accept: 0, withdraw: 0 };
    // Accepting takes more steps. Its head start follows who won, and so stays where the two meet.
    let headStartMs = 0;
    try {
      let contractors: Person[] = [];
      let field: Field | undefined;
      for (let round = 0; round < rounds && performance.now() < deadline; round += 1) {
        if (round % roundsADatabase === 0) {
          await begin(world, `chaos_${round}`);
          contractors = await Promise.all(
            Array.from({ length: bidders }, () => newContractor(world, random)),
          );
        }
        if (field === undefined || round % roundsARequest === 0)
          field = await openField(world, contractors, random);
        await acceptAll(world, field, accepts);
        const winner = await withdrawOne(world, field, {
          bid: random.pick(field.bids),
          headStartMs,
          withdraws,
        });
        won[winner] += 1;
        headStartMs = winner === 'accept' ? Math.max(0, headStartMs - 2) : headStartMs + 3;
        if ((round + 1) % 100 === 0)
          context.log(`${round + 1} of each, ${accepts.clean} and ${withdraws.clean} clean`);
      }
      return {
        value: `${accepts.clean} of ${accepts.rounds}, and ${withdraws.clean} of ${withdraws.rounds} against withdrawing`,
        holds:
          accepts.clean === rounds &&
          withdraws.clean === rounds &&
          // In a few rounds one of the two may have lost them all.
          (!context.full || Math.min(won.accept, won.withdraw) > 0),
        accepts: tally(accepts.answers),
        againstWithdraw: tally(withdraws.answers),
        won,
        putOff: tally([...accepts.putOff, ...withdraws.putOff]),
        faults: [...accepts.faults, ...withdraws.faults].slice(0, 10),
        database: world.database.version,
      };
    } finally {
      await world.stop();
    }
  },
};

/** An empty database and a server on it. */
export async function begin(world: World, dbName: string): Promise<void> {
  if (dbName !== 'chaos_0') await world.signal('SIGTERM');
  await world.startServer({ dbName });
  await world.ready();
}

async function openField(world: World, contractors: readonly Person[], random: Random): Promise<Field> {
  const homeowner = await newPerson(world.issuer, `owner-${random.hex(12)}`);
  const clientKey = `field-${random.hex(20)}`;
  const made = await must(world, homeowner, [
    'homeowner.requests.create',
    { ...outdoors(clientKey), clientKey },
  ]);
  const requestId = textIn(made, 'id');
  await must(world, homeowner, ['homeowner.requests.invite', { id: requestId, publish: true }]);
  const bids = contractors.map((contractor) => ({ contractor, id: '', revision: 0 }));
  const field = { homeowner, requestId, bids };
  await Promise.all(bids.map((bid, index) => submit(world, field, { bid, unitPrice: 1_000 + index })));
  return field;
}

async function submit(
  world: World,
  { requestId }: Field,
  { bid, unitPrice = 5_000 }: { bid: Bid; unitPrice?: number },
): Promise<void> {
  const made = await must(world, bid.contractor, [
    'contractor.quotes.submit',
    { requestId, ...quoteOf(unitPrice) },
  ]);
  bid.id = textIn(made, 'id');
  bid.revision += 1;
}

const accept = (
  world: World,
  { homeowner, requestId }: Field,
  { bid: { id, revision }, into }: { bid: Bid; into: Tally },
) =>
  carryOut(world, homeowner, {
    path: 'homeowner.quotes.accept',
    input: { id: requestId, quoteId: id, revision },
    putOff: (what) => void into.putOff.push(what),
  });

/** Accepts every quote at once, looks, and has the winner step back and quote again. */
async function acceptAll(world: World, field: Field, into: Tally): Promise<void> {
  const answers = await Promise.all(field.bids.map((bid) => accept(world, field, { bid, into })));
  const winners = field.bids.filter((_, index) => answers[index] && isOk(answers[index]));
  const faults = await faultsOf(world, field, winners);
  into.answers.push(...answers.map(told));
  count(into, {
    faults,
    ok:
      winners.length === 1 &&
      answers.filter((answer) => told(answer).startsWith('409 ')).length === bidders - 1,
  });
  const [winner] = winners;
  if (winner) await stepBack(world, field, winner);
}

/** Accepts a quote while its contractor takes it back; tells which of the two it was. */
async function withdrawOne(
  world: World,
  field: Field,
  { bid, headStartMs, withdraws }: { bid: Bid; headStartMs: number; withdraws: Tally },
): Promise<'accept' | 'withdraw'> {
  const withdraw = () =>
    carryOut(world, bid.contractor, {
      path: 'contractor.quotes.withdraw',
      input: { requestId: field.requestId },
      putOff: (what) => void withdraws.putOff.push(what),
    });
  const [accepted, withdrawn] = await Promise.all([
    accept(world, field, { bid, into: withdraws }),
    wait(headStartMs).then(withdraw),
  ]);
  const faults = await faultsOf(world, field, isOk(accepted) ? [bid] : []);
  const both = [told(accepted), told(withdrawn)];
  withdraws.answers.push(...both);
  count(withdraws, {
    faults,
    ok: both.filter((one) => one === '200').length === 1 && both.some((one) => one.startsWith('409 ')),
  });
  if (isOk(accepted)) await stepBack(world, field, bid);
  else await submit(world, field, { bid });
  return isOk(accepted) ? 'accept' : 'withdraw';
}

function count(into: Tally, { ok, faults }: { ok: boolean; faults: readonly string[] }): void {
  into.rounds += 1;
  if (ok && faults.length === 0) into.clean += 1;
  into.faults.push(...(ok ? [] : ['not one winner']), ...faults);
}

/** The homeowner dismisses who won, and everybody's quote is open again. */
async function stepBack(world: World, field: Field, bid: Bid): Promise<void> {
  await must(world, field.homeowner, ['homeowner.requests.release', { id: field.requestId, reason }]);
  await submit(world, field, { bid });
}

/** What is wrong in the database: request, quotes, both histories and the outbox. */
async function faultsOf(world: World, { requestId }: Field, winners: readonly Bid[]): Promise<string[]> {
  const cases = await readCases(world.db(), [objectId(requestId)]);
  const [request] = cases.requests;
  if (!request) return ['the request is gone'];
  const accepted = cases.quotes.filter(({ status }) => status === 'accepted').map(({ id }) => id);
  const awarded = cases.quotes.filter((quote) => isStanding(quote, request.doc['award'])).map(({ id }) => id);
  const expected = winners.map(({ id }) => id).join(' ');
  return [
    ...halvesOf(cases),
    ...wordsOf(checkHistories(cases.requests, requestRules)),
    ...wordsOf(checkHistories(cases.quotes, quoteRules)),
    ...(accepted.join(' ') === expected ? [] : [`accepted ${accepted.join(' ')}, told ${expected}`]),
    ...(awarded.join(' ') === expected ? [] : [`awarded ${awarded.join(' ')}, told ${expected}`]),
    ...(request.status === (expected ? 'assigned' : 'quoting') ? [] : [`the request is ${request.status}`]),
    ...(cases.quotes.length === bidders ? [] : [`${cases.quotes.length} quotes`]),
  ];
}
