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
  /** Broken budgets of keys, documents, sorts and growth; only judged on a server that plans. */
  readonly faults: readonly string[];
  /** Absent where nothing is claimed. */
  readonly holds?: boolean;
  readonly lines: readonly string[];
}

interface GrowthOptions {
  readonly full: boolean;
  readonly rounds?: number;
  /** What keeps the server from being one that plans. */
  readonly lack: string | undefined;
  readonly log: (line: string) => void;
}

const mostGrowth = 1.1;
const readersShare = 0.01;
/** On a server that searches whole collections a run must still end. */
const fewCalls = { count: 32, connections: 2 };
const measured = ['list', 'get', 'cancel', 'queue', 'board'];

/** Loads 10^4 and 10^5 (10^6) requests with their events, and measures the same calls on each. */
export const measureGrowth = async (world: World, asked: GrowthOptions): Promise<Growth> => {
  const { full, rounds = 9, lack, log } = asked;
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
    for (const workload of workloads.filter(({ name }) => measured.includes(name))) {
      const options = lack === undefined ? { count: workload.count } : fewCalls;
      const found = await compareSizes(world, workload, { least, most, rounds, options }).catch(
        (error: unknown) => {
          // A server that plans must answer; one that does not may take longer than the platform waits.
          if (lack === undefined) throw error;
          log(
            `growth of ${workload.name}: not measured, ${error instanceof Error ? error.message : String(error)}`,
          );
          return undefined;
        },
      );
      if (!found) continue;
      app[workload.name] = found.ratio;
      log(`growth of ${workload.name}: ${found.ratio.ratio} (${found.ratio.low} to ${found.ratio.high})`);
      set(sizes[0], workload.name, found.leastDb);
      set(sizes.at(-1), workload.name, found.mostDb);
    }
    const faults = lack === undefined ? faultsOf(sizes, app) : [];
    const figures = {
      sizes,
      app,
      faults,
      ...(lack === undefined ? { holds: faults.length === 0 } : { lack }),
    };
    return { ...figures, lines: linesOf(figures) };
  } finally {
    for (const { program } of benches) await program.stop();
  }
};

const set = (size: SizeFigures | undefined, name: string, micros: number) => {
  if (size) Object.assign(size.dbMicros, { [name]: round(micros, 0) });
};

interface Compared {
  readonly least: Bench;
  readonly most: Bench;
  readonly rounds: number;
  readonly options: RunOptions;
}

const compareSizes = async (world: World, workload: Workload, { least, most, rounds, options }: Compared) => {
  const subject: Side = { ...most, ...options };
  const reference: Side = { ...least, ...options };
  for (const side of [subject, reference]) await runOnce(world, workload, { ...side, count: side.count * 2 });
  const pairs = await measurePairs(world, workload, { subject, reference, rounds });
  return {
    ratio: ratioFigure(pairs.ratio, rounds),
    mostDb: typical(pairs.subject, ({ dbMicros }) => dbMicros),
    leastDb: typical(pairs.reference, ({ dbMicros }) => dbMicros),
  };
};

/** Everything that breaks the budget, each size for itself and from the least to the most. */
const faultsOf = (sizes: readonly SizeFigures[], app: Growth['app']): string[] => {
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
  for (const [call, { high }] of Object.entries(app)) {
    if (high > mostGrowth) faults.push(`${call}: application CPU grows by up to ${high}`);
  }
  return faults;
};

const linesOf = ({ sizes, app, faults, lack }: Omit<Growth, 'lines'>): string[] => [
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
  ...(lack === undefined
    ? [
        faults.length === 0
          ? '✓ growth: within the budget'
          : `✗ growth:\n${faults.map((fault) => `    ${fault}`).join('\n')}`,
      ]
    : [`No verdict on growth: ${lack}.`]),
];
