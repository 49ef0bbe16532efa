import { type RatioFigure, ratioFigure } from '../measure/figures.ts';
import { measurePairs, type Side, typical } from '../measure/pairs.ts';
import { type Bench, type RunOptions, runOnce } from '../measure/run-once.ts';
import { round } from '../measure/stats.ts';
import { type Workload, workloads } from '../workloads/workloads.ts';
import { startProgram } from '../world/programs.ts';
import { type Dataset, fillDataset, type World } from '../world/world.ts';
import { type ExaminedCall, examineCalls } from './commands-sent.ts';
import { examinedFaults } from './examined.ts';

/** What a call costs with so much data. */
interface SizeFigures {
  readonly requests: number;
  readonly examined: Readonly<Record<string, ExaminedCall>>;
  /** Database time of a call, in microseconds of CPU. */
  readonly dbMicros: Readonly<Record<string, number>>;
}

export interface Growth {
  readonly sizes: readonly SizeFigures[];
  /** Application CPU of a call with the most data against the least. */
  readonly app: Readonly<Record<string, RatioFigure>>;
  /** Why nothing is claimed; absent on a server that plans. */
  readonly lack?: string;
  /** Why the database's time says nothing of MongoDB, though its plans do; then what is examined is judged, and nothing else. */
  readonly doubt?: string;
  /** Broken budgets of keys, documents, sorts and growth; only judged on a server that plans. */
  readonly faults: readonly string[];
  /** Which calls' application CPU could not be measured, and why. */
  readonly unmeasured?: readonly string[];
  /** Absent where nothing is claimed. */
  readonly holds?: boolean;
  readonly lines: readonly string[];
}

interface GrowthOptions {
  readonly full: boolean;
  readonly rounds?: number;
  /** What keeps the server from being one that plans. */
  readonly lack: string | undefined;
  /** Why its time is not MongoDB's. */
  readonly doubt: string | undefined;
  readonly log: (line: string) => void;
}

const mostGrowth = 1.1;
const readersShare = 0.01;
/** On a server that searches whole collections a run must still end. */
const fewCalls = { count: 32, connections: 2 };
const runSeconds = 2;
/** Below so many calls a second what a process does by itself counts for more than the calls. */
const fewestPerSecond = 50;
const measured = ['list', 'get', 'cancel', 'queue', 'board'];

/** Loads 10^4 and 10^5 (10^6) requests with their events, and measures the same calls on each. */
export const measureGrowth = async (world: World, asked: GrowthOptions): Promise<Growth> => {
  const { full, rounds = 9, lack, doubt, log } = asked;
  const counts = [10_000, 100_000, ...(full ? [1_000_000] : [])];
  const benches: Bench[] = [];
  const sizes: SizeFigures[] = [];
  try {
    for (const count of counts) {
      const dbName = `bench_growth_${count}`;
      log(`growth: loading ${count} requests`);
      const reader = count * readersShare;
      const dataset: Dataset = await fillDataset(world, dbName, { reader, others: count - reader });
      const examined = await examineCalls(world.target(dbName), world, dataset);
      benches.push({ dataset, program: await startProgram('ours', world.setting(dbName)) });
      sizes.push({ requests: count, examined, dbMicros: {} });
    }
    const [least, ...more] = benches;
    const most = more.at(-1);
    if (!least || !most) throw new Error('Growth takes two sizes.');
    const app: Record<string, RatioFigure> = {};
    const unmeasured: string[] = [];
    for (const workload of workloads.filter(({ name }) => measured.includes(name))) {
      const found = await compareSizes(world, workload, { least, most, rounds }).catch((error: unknown) => {
        log(`growth of ${workload.name}: not measured, ${reasonOf(error)}`);
        unmeasured.push(`${workload.name}: application CPU was not measured, ${reasonOf(error)}`);
        return undefined;
      });
      if (!found) continue;
      app[workload.name] = found.ratio;
      log(`growth of ${workload.name}: ${found.ratio.ratio} (${found.ratio.low} to ${found.ratio.high})`);
      set(sizes[0], workload.name, found.leastDb);
      set(sizes.at(-1), workload.name, found.mostDb);
    }
    const faults =
      lack === undefined
        ? [...examinedTooMuch(sizes), ...(doubt === undefined ? [...costsTooMuch(app), ...unmeasured] : [])]
        : [];
    const figures = {
      sizes,
      app,
      faults,
      unmeasured,
      ...(doubt !== undefined && { doubt }),
      ...(lack === undefined ? { holds: faults.length === 0 } : { lack }),
    };
    return { ...figures, lines: linesOf(figures) };
  } finally {
    for (const { program } of benches) await program.stop();
  }
};

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const set = (size: SizeFigures | undefined, name: string, micros: number) => {
  if (size) Object.assign(size.dbMicros, { [name]: round(micros, 0) });
};

interface Compared {
  readonly least: Bench;
  readonly most: Bench;
  readonly rounds: number;
}

const compareSizes = async (world: World, workload: Workload, { least, most, rounds }: Compared) => {
  const { perSecond } = await runOnce(world, workload, { ...most, ...fewCalls });
  if (perSecond < fewestPerSecond) {
    throw new Error(`the database answers ${round(perSecond, 1)} calls a second`);
  }
  const options: RunOptions = { count: Math.min(workload.count, Math.ceil(perSecond * runSeconds)) };
  const subject: Side = { ...most, ...options };
  const reference: Side = { ...least, ...options };
  for (const side of [subject, reference]) await runOnce(world, workload, { ...side, count: side.count * 2 });
  const pairs = await measurePairs(world, workload, { subject, reference, rounds });
  return {
    ratio: ratioFigure(pairs.ratios),
    mostDb: typical(pairs.subject, ({ dbMicros }) => dbMicros),
    leastDb: typical(pairs.reference, ({ dbMicros }) => dbMicros),
  };
};

/** What breaks the budget of keys and documents, each size for itself and from the least to the most. */
const examinedTooMuch = (sizes: readonly SizeFigures[]): string[] => {
  const faults = sizes.flatMap(({ requests, examined }) =>
    Object.entries(examined).flatMap(([call, commands]) =>
      Object.entries(commands).flatMap(([command, plan]) =>
        (plan ? examinedFaults(plan) : ['is not explained']).map(
          (fault) => `${call} with ${requests}: ${command} ${fault}`,
        ),
      ),
    ),
  );
  const [least, most] = [sizes[0], sizes.at(-1)];
  for (const [call, commands] of Object.entries(most?.examined ?? {})) {
    for (const [command, plan] of Object.entries(commands)) {
      const before = least?.examined[call]?.[command];
      if (plan && before && plan.keys + plan.documents > mostGrowth * (before.keys + before.documents))
        faults.push(`${call}: what ${command} examines grows with the data`);
    }
  }
  return faults;
};

const costsTooMuch = (app: Growth['app']): string[] =>
  Object.entries(app).flatMap(([call, { high }]) =>
    high > mostGrowth ? [`${call}: application CPU grows by up to ${high}`] : [],
  );

const linesOf = ({ sizes, app, faults, lack, doubt }: Omit<Growth, 'lines'>): string[] => [
  ...sizes.flatMap(({ requests, examined, dbMicros }) => [
    `  ${requests} requests; database CPU a call in µs: ${JSON.stringify(dbMicros)}`,
    ...Object.entries(examined).flatMap(([call, commands]) =>
      Object.entries(commands).map(
        ([command, plan]) =>
          `    ${call}, ${command}: ${plan ? `${plan.returned} returned, ${plan.keys} keys, ${plan.documents} documents${plan.sorts ? ', sorted in memory' : ''}${plan.wholeCollection ? ', whole collection' : ''}` : 'not explained'}`,
      ),
    ),
  ]),
  ...Object.entries(app).map(
    ([call, { ratio, low, high }]) =>
      `  application CPU of ${call}, most data against least: ${ratio} (${low} to ${high})`,
  ),
  ...(doubt === undefined
    ? []
    : [
        `  Neither its time nor the application's is judged: ${doubt}, whatever it explains, and a process that waits wakes more often.`,
      ]),
  ...(lack === undefined
    ? [
        faults.length === 0
          ? `✓ growth: ${doubt === undefined ? '' : 'what is examined stays '}within the budget`
          : `✗ growth:\n${faults.map((fault) => `    ${fault}`).join('\n')}`,
      ]
    : [`No verdict on growth: ${lack}.`]),
];
