import { type RatioFigure, ratioFigure } from '../measure/figures.ts';
import { measurePairs, typical } from '../measure/pairs.ts';
import { type Bench, runOnce } from '../measure/run-once.ts';
import { warmUp } from '../measure/warm-up.ts';
import { workloads } from '../workloads/workloads.ts';
import { startProgram } from '../world/programs.ts';
import { isFastapiPrepared } from '../world/python-env.ts';
import { fillDataset, type World } from '../world/world.ts';

/** What several processes get out of a CPU-second, and of a second. */
export interface WorkersFigure {
  readonly program: 'ours' | 'fastapi';
  readonly workers: number;
  readonly workload: string;
  readonly callsPerCpuSecond: number;
  readonly perSecond: number;
  /** FastAPI's figure only: application CPU of ours with as many workers against it. */
  readonly oursAgainst?: RatioFigure & { readonly goal: number; readonly holds: boolean };
}

interface Options {
  readonly rounds?: number;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
}

const measured = ['list', 'create'];
const fastapiGoal = 0.45;
const reference = 4;
/** Of a worker of ours: each has a compiler of its own, and gets a part of the calls. FastAPI's have none. */
const warmUpMs = 5_000;

/** Ours with 1, 2 and 4 workers; with 4 in turns with the FastAPI service's 4. */
export const measureWorkers = async (
  world: World,
  { rounds = 9, env, log }: Options,
): Promise<WorkersFigure[]> => {
  const chosen = workloads.filter(({ name }) => measured.includes(name));
  const dataset = await fillDataset(world, 'bench_workers');
  const figures: WorkersFigure[] = [];
  const countOf = (count: number) => (world.database.isFast ? count : Math.ceil(count / 5));
  for (const workers of [1, 2, reference]) {
    const ours: Bench = {
      dataset,
      program: await startProgram('ours', world.setting('bench_workers'), { workers }),
    };
    try {
      for (const workload of chosen) {
        const count = countOf(workload.count);
        await warmUp(world, workload, { ...ours, count, ms: warmUpMs * workers });
        const runs = [];
        for (let round = 0; round < rounds; round += 1)
          runs.push(await runOnce(world, workload, { ...ours, count }));
        figures.push(figureOf('ours', workload.name, { workers, runs }));
        log(`workers: ${JSON.stringify(figures.at(-1))}`);
      }
      if (workers === reference && isFastapiPrepared(env)) {
        figures.push(...(await besideFastapi(world, { ours, rounds, countOf })));
        log(`workers: ${JSON.stringify(figures.slice(-chosen.length))}`);
      }
    } finally {
      await ours.program.stop();
    }
  }
  return figures;
};

type Runs = Awaited<ReturnType<typeof runOnce>>[];

const figureOf = (
  program: WorkersFigure['program'],
  workload: string,
  { workers, runs }: { workers: number; runs: Runs },
): WorkersFigure => ({
  program,
  workers,
  workload,
  callsPerCpuSecond: Math.round(1e6 / typical(runs, ({ appMicros }) => appMicros)),
  perSecond: Math.round(typical(runs, ({ perSecond }) => perSecond)),
});

interface Beside {
  readonly ours: Bench;
  readonly rounds: number;
  readonly countOf: (count: number) => number;
}

const besideFastapi = async (world: World, { ours, rounds, countOf }: Beside): Promise<WorkersFigure[]> => {
  const dataset = await fillDataset(world, 'bench_fastapi_workers');
  const program = await startProgram('fastapi', world.setting('bench_fastapi_workers'), {
    workers: reference,
  });
  const theirs: Bench = { dataset, program };
  const figures: WorkersFigure[] = [];
  try {
    for (const workload of workloads.filter(({ name }) => measured.includes(name))) {
      const count = countOf(workload.count);
      await warmUp(world, workload, { ...theirs, count, ms: warmUpMs });
      const pairs = await measurePairs(world, workload, {
        subject: { ...ours, count },
        reference: { ...theirs, count },
        rounds,
      });
      const ratio = ratioFigure(pairs.ratios);
      figures.push({
        ...figureOf('fastapi', workload.name, { workers: reference, runs: [...pairs.reference] }),
        oursAgainst: { ...ratio, goal: fastapiGoal, holds: ratio.high <= fastapiGoal },
      });
    }
    return figures;
  } finally {
    await program.stop();
  }
};
