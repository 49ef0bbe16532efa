import { againstHandWritten } from './against/hand-written.ts';
import { againstOthers } from './against/others.ts';
import type { Datasets } from './against/start.ts';
import { measureGrowth } from './growth/growth.ts';
import { whatPlanningLacks, whyTimeMisleads } from './growth/planning.ts';
import { lookInside } from './inside/look-inside.ts';
import { ratioFigure, type WorkloadFigure, workloadFigure } from './measure/figures.ts';
import { machine, type Report } from './report.ts';
import { measureWorkers } from './scale/workers.ts';
import { quickNames, type Workload, workloads } from './workloads/workloads.ts';
import { prepareFastapi } from './world/python-env.ts';
import { fillDataset, startWorld, type World } from './world/world.ts';

export interface BenchOptions {
  readonly parts: { readonly pairs: boolean; readonly plans: boolean; readonly workers: boolean };
  readonly quick: boolean;
  /** 10^6 requests, too. */
  readonly full: boolean;
  /** Names of workloads; all when absent. */
  readonly only?: readonly string[];
  readonly rounds?: number;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
}

/** The environments that the workspace does not bring. */
export const prepare = (env: NodeJS.ProcessEnv, log: (line: string) => void) => prepareFastapi(env, log);

const usualRounds = 9;
/** For a workload of a quick run: it ends within minutes on a busy machine, too. */
const quickMs = 9_000;
/** What a just-in-time compiler needs: until then, half of the JavaScript runs in its baseline. */
const warmUpMs = 5_000;
const quickWarmUpMs = 3_000;

/** The figures of everything that was asked for, one after the other. */
export const runBench = async (options: BenchOptions): Promise<Report> => {
  const world = await startWorld(options);
  try {
    const { version: name, isMongoDb } = world.database;
    const { parts, quick, log } = options;
    log(`Database: ${name}`);
    const lack = await whatPlanningLacks(world);
    const pairs = parts.pairs ? await comparePeers(world, options) : { workloads: {} };
    const workers = parts.workers ? await measureWorkers(world, options) : undefined;
    const growth = parts.plans
      ? await measureGrowth(world, {
          ...options,
          lack,
          doubt: lack === undefined && !isMongoDb ? await whyTimeMisleads(world) : undefined,
        })
      : undefined;
    const verdict = quick ? `no verdict on growth: ${lack ?? 'asked of --plans'}` : undefined;
    const goals = [
      ...Object.values(pairs.workloads),
      ...('memory' in pairs && pairs.memory ? [pairs.memory] : []),
      ...(workers ?? []).flatMap(({ oursAgainst }) => oursAgainst ?? []),
      ...(growth ? [growth] : []),
    ];
    return {
      ...pairs,
      db: { name, plans: lack === undefined, isMongoDb },
      machine: machine(),
      at: new Date().toISOString(),
      ...(workers && { workers }),
      ...(growth && { growth }),
      ...(verdict !== undefined && { growthVerdict: verdict }),
      holds: goals.every(({ holds }) => holds !== false),
    };
  } finally {
    await world.stop();
  }
};

const comparePeers = async (world: World, { quick, only, rounds = usualRounds, env, log }: BenchOptions) => {
  const chosen = workloads.filter(
    ({ name }) => (only ?? (quick ? quickNames : undefined))?.includes(name) ?? true,
  );
  const datasets = {
    ours: await fillDataset(world, 'bench_ours'),
    peers: await fillDataset(world, 'bench_peers'),
  };
  // A quick run ends within minutes; and the embedded wheel takes milliseconds for what a database does in a tenth of one.
  const countOf = ({ count }: Workload) =>
    Math.ceil(count / (world.database.isFast ? 1 : 5) / (quick ? 4 : 1));
  const { pairs, batches, memory } = await againstHandWritten(world, {
    datasets,
    chosen,
    countOf,
    // Each round with fresh processes, so that the rounds err apart; a quick run has time to start one pair.
    ...(quick ? { casts: 1, rounds } : { casts: rounds, rounds: 1 }),
    warmUpMs: quick ? quickWarmUpMs : warmUpMs,
    patienceMs: quick ? quickMs : Number.POSITIVE_INFINITY,
    weighs: !quick,
    log,
  });
  const found: Record<string, WorkloadFigure> = {};
  for (const [workload, pair] of pairs) {
    const figure = workloadFigure(workload, pair);
    found[workload.name] = figure;
    log(`${workload.name}: ${figure.ratio} (${figure.low} to ${figure.high})`);
  }
  for (const [{ name }, { ratios }] of batches) {
    const figure = found[name];
    if (figure) found[name] = { ...figure, peers: { 'hand-written': ratioFigure(ratios) } };
  }
  const others = await againstOthers(world, {
    datasets,
    among: chosen.filter(({ name, others }) => others && (!quick || name === 'list' || name === 'create')),
    // A quarter: these four are not the matter of a run.
    countOf: (workload) => Math.ceil(countOf(workload) / 4),
    rounds: quick ? 1 : rounds,
    warmUpMs: quick ? 0 : warmUpMs,
    env,
    log,
  });
  for (const [name, peers] of Object.entries(others)) {
    const figure = found[name];
    if (figure) found[name] = { ...figure, peers: { ...figure.peers, ...peers } };
  }
  if (!quick) await addInside(world, found, { datasets, chosen, countOf });
  return { workloads: found, ...(memory && { memory }) };
};

interface Insides {
  readonly datasets: Datasets;
  readonly chosen: readonly Workload[];
  readonly countOf: (workload: Workload) => number;
}

/** Puts into the figures what a look into both processes tells. */
const addInside = async (
  world: World,
  found: Record<string, WorkloadFigure>,
  { datasets, ...what }: Insides,
) => {
  const inside = await lookInside(world, 'ours', { dataset: datasets.ours, ...what });
  const theirs = await lookInside(world, 'hand-written', {
    dataset: datasets.peers,
    ...what,
    // The reference of a batch is ours, too, call by call.
    chosen: what.chosen.filter(({ batch }) => batch === undefined),
  });
  for (const [name, figure] of Object.entries(found)) {
    const [own, other] = [inside[name], theirs[name]];
    found[name] = {
      ...figure,
      ours: { ...figure.ours, ...(own && { inside: own }) },
      reference: { ...figure.reference, ...(other && { inside: other }) },
    };
  }
};
