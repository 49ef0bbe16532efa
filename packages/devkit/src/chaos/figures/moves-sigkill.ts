import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { type Random, seededRandom } from '../../city/random.ts';
import type { Cast } from '../course-case.ts';
import type { Figure, FigureContext } from '../figure.ts';
import { halvesOf, readCases } from '../halves.ts';
import { tally, until } from '../load.ts';
import { assignOfficial, newContractor } from '../must.ts';
import { checkLog, countsOf, findingNames, type Operation } from '../operation-log.ts';
import { newPerson, type Person } from '../people.ts';
import { type Log, play } from '../players.ts';
import { quoteRules, requestRules } from '../record-rules.ts';
import { startWorld, type World } from '../world.ts';

/** Each epoch has an empty database: the embedded one takes longer for every document that it holds. */
const killsAnEpoch = 4;
const hourMs = 3_600_000;
/** A busy machine takes its time; how long is no matter here. */
const readyWithinMs = 120_000;

interface Plan {
  readonly players: number;
  readonly kills: number;
  readonly movesAKill: number;
  readonly withinMs: number;
}

const plan = ({ full }: FigureContext): Plan =>
  full
    ? { players: 6, kills: 20, movesAKill: 100, withinMs: 40 * 60_000 }
    : { players: 3, kills: 2, movesAKill: 25, withinMs: 60_000 };

/** No move of anybody is lost, doubled or half-done when the server is killed, and every notice is owed. */
export const movesSigkill: Figure = {
  name: 'moves-sigkill',
  goal: '0 acknowledged moves lost, doubled, half-done or without their event or notices over 20 SIGKILLs of the server under all moves by all roles (slice: 2)',
  run: async (context) => {
    const random = seededRandom(context.seed);
    const { players, kills: planned, movesAKill, withinMs } = plan(context);
    const deadline = performance.now() + withinMs;
    const world = await startWorld(context, { start: false });
    const found = countsOf(checkLog([], [], requestRules));
    const halves: string[] = [];
    const seen: string[] = [];
    const all: Operation[] = [];
    let [kills, notices, tails] = [0, 0, 0];
    try {
      while (kills < planned && performance.now() < deadline) {
        const official = await newPerson(world.issuer, `official-${random.hex(12)}`, 'official');
        await world.startServer({ dbName: `chaos_${kills}`, seed: assignOfficial(official) });
        await world.ready(readyWithinMs);
        const log: Log = { requests: [], quotes: [], papers: [] };
        const epoch = Math.min(killsAnEpoch, planned - kills);
        kills += await killUnderMoves(world, {
          players,
          epoch,
          movesAKill,
          random,
          official,
          log,
          seen,
          deadline,
        });
        await world.signal('SIGTERM');
        const checked = await check(world.db(), log);
        for (const name of findingNames) found[name] += checked.findings[name];
        halves.push(...checked.halves);
        notices += checked.notices;
        tails += checked.tails;
        all.push(...Object.values(log).flat());
        context.log(`${kills} of ${planned} kills, ${count(all, 'acked')} moves: ${JSON.stringify(found)}`);
      }
      const answers = tally(seen);
      const wrong = Object.keys(answers).filter(
        (what) => what.startsWith('refused') || /^50[0-24-9]$/.test(what),
      );
      const bad = findingNames.reduce((sum, name) => sum + found[name], halves.length);
      const acked = count(all, 'acked');
      return {
        value: `${found.lost} lost, ${found.duplicates} doubled, ${halves.length} halves, ${found.withoutEvent} without event of ${acked} over ${kills} kills`,
        holds: bad === 0 && wrong.length === 0 && kills === planned && acked >= planned * movesAKill * 0.95,
        ...found,
        halves: halves.slice(0, 10),
        acked,
        refused: count(all, 'refused'),
        unknown: count(all, 'unknown'),
        retried: all.filter(({ tries }) => tries > 1).length,
        moves: tally(all.filter(({ outcome }) => outcome === 'acked').map(({ kind }) => kind)),
        notices,
        tails,
        answers,
        database: world.database.version,
      };
    } finally {
      await world.stop();
    }
  },
};

const count = (operations: readonly Operation[], outcome: Operation['outcome']) =>
  operations.filter((operation) => operation.outcome === outcome).length;

interface Epoch {
  readonly players: number;
  readonly epoch: number;
  readonly movesAKill: number;
  readonly random: Random;
  readonly official: Person;
  readonly log: Log;
  readonly seen: string[];
  readonly deadline: number;
}

async function killUnderMoves(world: World, options: Epoch): Promise<number> {
  const { players, epoch, movesAKill, random, official, log, seen, deadline } = options;
  const casts: Cast[] = [];
  while (casts.length < players) casts.push(await newCast(world, random, official));
  let playing = true;
  const goesOn = () => playing;
  const playAll = Promise.all(
    casts.map((cast) =>
      play({ caller: world.caller, cast, log, seen: (what) => void seen.push(what), goesOn }),
    ),
  );
  const acked = () => count(Object.values(log).flat(), 'acked');
  let kills = 0;
  try {
    while (kills < epoch) {
      const goal = acked() + movesAKill;
      const withinMs = deadline - performance.now();
      const inTime = await until(() => acked() >= goal, { withinMs, everyMs: 20 });
      if (inTime === undefined) break;
      // Anywhere within a write and its relay.
      await wait(random.int(0, 60));
      await world.signal('SIGKILL');
      await world.startServer();
      await world.ready(readyWithinMs);
      kills += 1;
    }
  } finally {
    playing = false;
    await playAll;
  }
  return kills;
}

async function newCast(world: World, random: Random, official: Person): Promise<Cast> {
  let hour = Math.ceil(Date.now() / hourMs) * hourMs + 48 * hourMs;
  return {
    random,
    official,
    homeowner: await newPerson(world.issuer, `owner-${random.hex(12)}`),
    first: await newContractor(world, random),
    second: await newContractor(world, random),
    nextHour: () => {
      hour += hourMs;
      return new Date(hour);
    },
  };
}

interface Checked {
  readonly findings: ReturnType<typeof countsOf>;
  readonly halves: readonly string[];
  readonly notices: number;
  /** Records whose last events were still in their tails. */
  readonly tails: number;
}

async function check(db: Db, log: Log): Promise<Checked> {
  const cases = await readCases(db);
  const requests = countsOf(checkLog(log.requests, cases.requests, requestRules));
  const quotes = countsOf(checkLog(log.quotes, cases.quotes, quoteRules));
  const papers = await checkPapers(db, log.papers);
  const both = [...cases.requests, ...cases.quotes];
  return {
    findings: {
      lost: requests.lost + quotes.lost + papers.lost,
      duplicates: requests.duplicates + quotes.duplicates + papers.duplicates,
      withoutEvent: requests.withoutEvent + quotes.withoutEvent,
      withoutNotice: requests.withoutNotice + quotes.withoutNotice,
      strangers: requests.strangers + quotes.strangers + papers.strangers,
    },
    halves: halvesOf(cases),
    notices: both.reduce((sum, record) => sum + record.notices.length, 0),
    tails: both.filter(({ tailSeqs }) => tailSeqs.length > 0).length,
  };
}

/** What has no history is found by its key: that of the entry, or among the commands of the invoice. */
async function checkPapers(
  db: Db,
  operations: readonly Operation[],
): Promise<{ lost: number; duplicates: number; strangers: number }> {
  const entries = await db.collection('workLog').find().toArray();
  const invoices = await db.collection('invoices').find().toArray();
  const keys = [
    ...entries.map(({ clientKey }) => String(clientKey)),
    ...invoices.flatMap(({ commands }) => (commands as { key: string }[]).map(({ key }) => key)),
  ];
  const asked = new Set(operations.map(({ key }) => key));
  return {
    lost: operations.filter(({ outcome, key }) => outcome === 'acked' && !keys.includes(key)).length,
    duplicates: keys.length - new Set(keys).size,
    strangers: keys.filter((key) => !asked.has(key)).length,
  };
}
