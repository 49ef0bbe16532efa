import { ratioFigure } from '../measure/figures.ts';
import { joined, measurePairs, type Pairs, type Side } from '../measure/pairs.ts';
import { residentBytes } from '../measure/proc.ts';
import { type Bench, runOnce } from '../measure/run-once.ts';
import { requireSameReplies } from '../measure/same-replies.ts';
import { median, round } from '../measure/stats.ts';
import { warmUp } from '../measure/warm-up.ts';
import type { MemoryFigure } from '../report.ts';
import type { Workload } from '../workloads/workloads.ts';
import type { World } from '../world/world.ts';
import { start, type Terms } from './start.ts';

interface Against extends Terms {
  readonly chosen: readonly Workload[];
  /** How often both programs are started anew, each time for `rounds` rounds. */
  readonly casts: number;
  /** A cast's rounds of a workload, when it has three, end after so long. */
  readonly patienceMs: number;
  /** Whether the memory of ours is looked at, which takes a minute a cast: one cast alone tells where the collector was, no more. */
  readonly weighs: boolean;
}

/** Resident bytes of ours. */
interface Resident {
  readonly warm: number;
  readonly loaded: number;
}

interface CastFound {
  readonly pairs: ReadonlyMap<Workload, Pairs>;
  /** Batches against the hand-written handler that does ten things at once. */
  readonly batches: ReadonlyMap<Workload, Pairs>;
  /** Of a cast that was weighed. */
  readonly resident: Resident | undefined;
}

interface Found {
  readonly pairs: ReadonlyMap<Workload, Pairs>;
  readonly batches: ReadonlyMap<Workload, Pairs>;
  readonly memory?: MemoryFigure;
}

/**
 * Ours against the hand-written peer, and batches against single calls. In several casts: two processes of one program differ, by what
 * their compilers and collectors made of the first seconds, as much as two programs may, and stay so for all of their lives.
 */
export const againstHandWritten = async (world: World, { casts, ...rest }: Against): Promise<Found> => {
  const found: CastFound[] = [];
  for (let cast = 0; cast < casts; cast += 1) {
    found.push(await oneCast(world, { ...rest, compares: cast === 0 }));
  }
  const weighed = found.flatMap(({ resident }) => resident ?? []);
  return {
    pairs: overAll(found.map(({ pairs }) => pairs)),
    batches: overAll(found.map(({ batches }) => batches)),
    ...(rest.weighs && { memory: memoryFigure(weighed) }),
  };
};

const overAll = (casts: readonly ReadonlyMap<Workload, Pairs>[]): ReadonlyMap<Workload, Pairs> =>
  new Map(
    [...(casts[0]?.keys() ?? [])].map((workload) => [
      workload,
      joined(casts.flatMap((cast) => cast.get(workload) ?? [])),
    ]),
  );

interface Cast extends Omit<Against, 'casts'> {
  /** Whether both answer and store the same is asked before. */
  readonly compares: boolean;
}

/** How many runs of each workload are behind ours then: what leaks slowly shows after a while only. */
const runsWeighed = 5;

const oneCast = async (world: World, cast: Cast): Promise<CastFound> => {
  const ours = await start(world, 'ours', cast.datasets.ours);
  try {
    const hand = await start(world, 'hand-written', cast.datasets.peers);
    try {
      return await compared(world, { ours, hand }, cast);
    } finally {
      await hand.program.stop();
    }
  } finally {
    await ours.program.stop();
  }
};

const compared = async (
  world: World,
  { ours, hand }: { readonly ours: Bench; readonly hand: Bench },
  { chosen, countOf, rounds, warmUpMs, patienceMs, compares, weighs, log }: Cast,
): Promise<CastFound> => {
  const sidesOf = (workload: Workload): { subject: Side; reference: Side } => {
    const count = countOf(workload);
    const { batch } = workload;
    return batch === undefined
      ? { subject: { ...ours, count }, reference: { ...hand, count } }
      : { subject: { ...ours, count, batch }, reference: { ...ours, count } };
  };
  for (const workload of chosen) {
    if (compares && workload.batch === undefined) {
      await requireSameReplies(world, workload, { ours, peer: hand });
    }
  }
  for (const workload of chosen) {
    const { subject, reference } = sidesOf(workload);
    // The single calls that a batch is held against are warm by then.
    for (const side of workload.batch === undefined ? [subject, reference] : [subject]) {
      await warmUp(world, workload, { ...side, ms: warmUpMs });
    }
  }
  const warm = residentBytes(ours.program.pids);
  const pairs = new Map<Workload, Pairs>();
  for (const workload of chosen) {
    const found = await measurePairs(world, workload, { ...sidesOf(workload), rounds, patienceMs });
    pairs.set(workload, found);
    log(`${workload.name}, each round: ${found.ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`);
  }
  const batches = new Map<Workload, Pairs>();
  for (const workload of chosen.filter(({ batch }) => batch !== undefined)) {
    const { subject } = sidesOf(workload);
    const reference = { ...subject, ...hand };
    await warmUp(world, workload, { ...reference, ms: warmUpMs / 2 });
    batches.set(workload, await measurePairs(world, workload, { subject, reference, rounds, patienceMs }));
  }
  if (!weighs) return { pairs, batches, resident: undefined };
  for (const workload of chosen) {
    const { subject } = sidesOf(workload);
    const done = pairs.get(workload)?.subject.length ?? 0;
    for (let run = done; run < runsWeighed; run += 1) await runOnce(world, workload, subject);
  }
  const loaded = residentBytes(ours.program.pids);
  log(`memory: ${mebibytes(loaded)} MiB, ${round(loaded / warm)} of after warm-up`);
  return { pairs, batches, resident: { warm, loaded } };
};

const memoryGoal = 1.2;

const mebibytes = (bytes: number) => round(bytes / 1024 ** 2, 1);

const memoryFigure = (casts: readonly Resident[]): MemoryFigure => {
  const figure = ratioFigure(casts.map(({ warm, loaded }) => loaded / warm));
  return {
    ...figure,
    afterWarmUpMiB: mebibytes(median(casts.map(({ warm }) => warm))),
    afterLoadMiB: mebibytes(median(casts.map(({ loaded }) => loaded))),
    goal: memoryGoal,
    holds: figure.high <= memoryGoal,
  };
};
