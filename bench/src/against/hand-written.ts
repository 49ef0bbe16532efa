import { joined, measurePairs, type Pairs, type Side } from '../measure/pairs.ts';
import { residentBytes } from '../measure/proc.ts';
import type { Bench } from '../measure/run-once.ts';
import { requireSameReplies } from '../measure/same-replies.ts';
import { round } from '../measure/stats.ts';
import { warmUp } from '../measure/warm-up.ts';
import type { MemoryFigure } from '../report.ts';
import type { Workload } from '../workloads/workloads.ts';
import type { World } from '../world/world.ts';
import { start, type Terms } from './start.ts';

interface Against extends Terms {
  readonly chosen: readonly Workload[];
  /** How often both programs are started anew; the rounds are shared by all casts, rounded up to as many for each. */
  readonly casts: number;
  /** A cast's rounds of a workload, when it has three, end after so long. */
  readonly patienceMs: number;
}

interface Found {
  readonly pairs: ReadonlyMap<Workload, Pairs>;
  readonly memory: MemoryFigure;
}

/**
 * Ours against the hand-written peer, and batches against single calls. In several casts: two processes of one program differ, by what
 * their compilers and collectors made of the first seconds, as much as two programs may, and stay so for all of their lives.
 */
export const againstHandWritten = async (
  world: World,
  { casts, rounds, ...rest }: Against,
): Promise<Found> => {
  const found: Found[] = [];
  for (let cast = 0; cast < casts; cast += 1) {
    found.push(await oneCast(world, { ...rest, rounds: Math.ceil(rounds / casts), compares: cast === 0 }));
  }
  const [first] = found;
  if (!first) throw new Error('There is nothing to compare in no cast.');
  const all = [...first.pairs.keys()].map(
    (workload) => [workload, joined(found.flatMap(({ pairs }) => pairs.get(workload) ?? []))] as const,
  );
  const highest = found.map(({ memory }) => memory).toSorted((one, other) => other.ratio - one.ratio)[0];
  return { pairs: new Map(all), memory: highest ?? first.memory };
};

interface Cast extends Omit<Against, 'casts'> {
  /** Whether both answer and store the same is asked before. */
  readonly compares: boolean;
}

const oneCast = async (world: World, cast: Cast): Promise<Found> => {
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
  { chosen, countOf, rounds, warmUpMs, patienceMs, compares, log }: Cast,
): Promise<Found> => {
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
    for (const side of Object.values(sidesOf(workload))) {
      await warmUp(world, workload, { ...side, ms: warmUpMs });
    }
  }
  const warm = residentBytes(ours.program.pids);
  const pairs = new Map<Workload, Pairs>();
  for (const workload of chosen) {
    const found = await measurePairs(world, workload, { ...sidesOf(workload), rounds, patienceMs });
    pairs.set(workload, found);
    log(
      `${workload.name}, each round: ${found.ratios
        .flat()
        .map((ratio) => ratio.toFixed(2))
        .join(' ')}`,
    );
  }
  const memory = memoryFigure(warm, residentBytes(ours.program.pids));
  log(`memory: ${memory.afterLoadMiB} MiB, ${memory.ratio} of after warm-up`);
  return { pairs, memory };
};

const memoryGoal = 1.2;
const mebibyte = 1024 * 1024;

const memoryFigure = (warm: number, loaded: number): MemoryFigure => ({
  afterWarmUpMiB: round(warm / mebibyte, 1),
  afterLoadMiB: round(loaded / mebibyte, 1),
  ratio: round(loaded / warm),
  goal: memoryGoal,
  holds: loaded / warm <= memoryGoal,
});
