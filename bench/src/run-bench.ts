import { measureGrowth } from './growth/growth.ts';
import { whatPlanningLacks, whyTimeMisleads } from './growth/planning.ts';
import { lookInside } from './inside/look-inside.ts';
import { type RatioFigure, ratioFigure, type WorkloadFigure, workloadFigure } from './measure/figures.ts';
import { measurePairs, type Side } from './measure/pairs.ts';
import { residentBytes } from './measure/proc.ts';
import { type Bench, runOnce } from './measure/run-once.ts';
import { requireSameReplies } from './measure/same-replies.ts';
import { round } from './measure/stats.ts';
import { type MemoryFigure, machine, type Report } from './report.ts';
import { measureWorkers } from './scale/workers.ts';
import { quickNames, type Workload, workloads } from './workloads/workloads.ts';
import { type ProgramName, startProgram } from './world/programs.ts';
import { isFastapiPrepared, prepareFastapi } from './world/python-env.ts';
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
const otherPeers = ['trpc', 'hono', 'orpc', 'fastapi'] as const;
const memoryGoal = 1.2;
const mebibyte = 1024 * 1024;

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
      ...('memory' in pairs ? [pairs.memory] : []),
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

const start = async (
  world: World,
  name: ProgramName,
  dataset: Bench['dataset'],
  workers = 1,
): Promise<Bench> => ({
  dataset,
  program: await startProgram(name, world.setting(dataset.dbName), { workers }),
});

/** At least one run, and others until the time is over. */
const warmUp = async (world: World, workload: Workload, { ms, ...side }: Side & { ms: number }) => {
  const until = performance.now() + ms;
  do await runOnce(world, workload, side);
  while (performance.now() < until);
};

const comparePeers = async (world: World, { quick, only, rounds = usualRounds, env, log }: BenchOptions) => {
  const chosen = workloads.filter(
    ({ name }) => (only ?? (quick ? quickNames : undefined))?.includes(name) ?? true,
  );
  const ours = await start(world, 'ours', await fillDataset(world, 'bench_ours'));
  const hand = await start(world, 'hand-written', await fillDataset(world, 'bench_peers'));
  const found: Record<string, WorkloadFigure> = {};
  // A quick run ends within minutes; and the embedded wheel takes milliseconds for what a database does in a tenth of one.
  const countOf = ({ count }: Workload) =>
    Math.ceil(count / (world.database.isFast ? 1 : 5) / (quick ? 4 : 1));
  const ms = quick ? quickWarmUpMs : warmUpMs;
  try {
    for (const workload of chosen) {
      if (workload.batch === undefined) await requireSameReplies(world, workload, { ours, peer: hand });
    }
    for (const workload of chosen) {
      const { batch } = workload;
      const count = countOf(workload);
      const subject: Side = { ...ours, count, ...(batch !== undefined && { batch }) };
      const reference: Side = batch === undefined ? { ...hand, count } : { ...ours, count };
      for (const side of [subject, reference]) await warmUp(world, workload, { ...side, ms });
    }
    const warm = residentBytes(ours.program.pids);
    for (const workload of chosen) {
      const { batch, name } = workload;
      const count = countOf(workload);
      const subject: Side = { ...ours, count, ...(batch !== undefined && { batch }) };
      const reference: Side = batch === undefined ? { ...hand, count } : { ...ours, count };
      const figure = workloadFigure(
        workload,
        await measurePairs(world, workload, {
          subject,
          reference,
          rounds,
          ...(quick && { patienceMs: quickMs }),
        }),
      );
      log(`${name}: ${figure.ratio} (${figure.low} to ${figure.high})`);
      found[name] = figure;
    }
    const memory = memoryFigure(warm, residentBytes(ours.program.pids));
    for (const name of otherPeers) {
      if (name === 'fastapi' && !isFastapiPrepared(env)) {
        log('fastapi: left out, "npm run -s bench -- --prepare" makes its environment');
        continue;
      }
      const among = chosen.filter(
        ({ name: of, others }) => others && (!quick || of === 'list' || of === 'create'),
      );
      const figures = await compareWith(world, name, {
        ours,
        dataset: hand.dataset,
        among,
        // A quarter: these four are not the matter of a run.
        countOf: (workload) => Math.ceil(countOf(workload) / 4),
        rounds: quick ? 1 : rounds,
        ms: quick ? 0 : ms / 2,
      });
      for (const [of, ratio] of Object.entries(figures)) {
        const figure = found[of];
        if (figure) found[of] = { ...figure, peers: { ...figure.peers, [name]: ratio } };
        log(`${of} against ${name}: ${ratio.ratio} (${ratio.low} to ${ratio.high})`);
      }
    }
    if (!quick) await addInside(world, found, { ours, hand, chosen, countOf });
    return { workloads: found, memory };
  } finally {
    await ours.program.stop();
    await hand.program.stop();
  }
};

interface Insides {
  readonly ours: Bench;
  readonly hand: Bench;
  readonly chosen: readonly Workload[];
  readonly countOf: (workload: Workload) => number;
}

/** Puts into the figures what a look into both processes tells. */
const addInside = async (
  world: World,
  found: Record<string, WorkloadFigure>,
  { ours, hand, ...what }: Insides,
) => {
  const inside = await lookInside(world, 'ours', { dataset: ours.dataset, ...what });
  const theirs = await lookInside(world, 'hand-written', { dataset: hand.dataset, ...what });
  for (const [name, figure] of Object.entries(found)) {
    const [own, other] = [inside[name], theirs[name]];
    found[name] = {
      ...figure,
      ours: { ...figure.ours, ...(own && { inside: own }) },
      // The reference of a batch is ours, too, call by call.
      reference: {
        ...figure.reference,
        ...(other && figure.against === 'hand-written' && { inside: other }),
      },
    };
  }
};

interface Compared {
  readonly ours: Bench;
  /** The peers': none leaves anything in it. */
  readonly dataset: Bench['dataset'];
  readonly among: readonly Workload[];
  readonly countOf: (workload: Workload) => number;
  readonly rounds: number;
  /** For warming up. */
  readonly ms: number;
}

/** Ours against another peer, which is started for this and stopped again. */
const compareWith = async (
  world: World,
  name: ProgramName,
  { ours, dataset, among, countOf, rounds, ms }: Compared,
) => {
  const peer = await start(world, name, dataset);
  const figures: Record<string, RatioFigure> = {};
  try {
    for (const workload of among) {
      const count = countOf(workload);
      await requireSameReplies(world, workload, { ours, peer });
      await warmUp(world, workload, { ...peer, count, ms });
      const { ratio } = await measurePairs(world, workload, {
        subject: { ...ours, count },
        reference: { ...peer, count },
        rounds,
      });
      figures[workload.name] = ratioFigure(ratio, rounds);
    }
    return figures;
  } finally {
    await peer.program.stop();
  }
};

const memoryFigure = (warm: number, loaded: number): MemoryFigure => ({
  afterWarmUpMiB: round(warm / mebibyte, 1),
  afterLoadMiB: round(loaded / mebibyte, 1),
  ratio: round(loaded / warm),
  goal: memoryGoal,
  holds: loaded / warm <= memoryGoal,
});
