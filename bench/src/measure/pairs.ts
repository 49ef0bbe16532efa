import type { Workload } from '../workloads/workloads.ts';
import type { World } from '../world/world.ts';
import { type Bench, type Run, type RunOptions, runOnce } from './run-once.ts';
import { mean, median } from './stats.ts';

/** What a side of a pair sends. */
export interface Side extends Bench, RunOptions {}

/** All runs of two sides, taken in turns. */
export interface Pairs {
  /** Application CPU of the subject against the reference, of each round. */
  readonly ratios: readonly number[];
  /** 99th percentile of the latency, subject against reference, likewise. */
  readonly p99s: readonly number[];
  readonly subject: readonly Run[];
  readonly reference: readonly Run[];
}

interface PairOptions {
  readonly subject: Side;
  readonly reference: Side;
  readonly rounds: number;
  /** After so long it ends with the rounds that it has, if they are at least 3. */
  readonly patienceMs?: number;
}

const fewestRounds = 3;

const per = (runs: readonly Run[], figure: (run: Run) => number) => mean(runs.map(figure));

/**
 * Subject, reference, subject, and so on: what drifts in a machine drifts through both sides of a round. Each has a run before that is
 * not measured: both may come from other work, and the subject's second run would be spared what the change costs.
 */
export const measurePairs = async (
  world: World,
  workload: Workload,
  { subject, reference, rounds, patienceMs = Number.POSITIVE_INFINITY }: PairOptions,
): Promise<Pairs> => {
  const found = { subject: [] as Run[], reference: [] as Run[] };
  const ratios: number[] = [];
  const p99s: number[] = [];
  const began = performance.now();
  for (const side of [subject, reference]) await runOnce(world, workload, side);
  for (let round = 0; round < rounds; round += 1) {
    if (round >= fewestRounds && performance.now() - began > patienceMs) break;
    const first = await runOnce(world, workload, subject);
    const between = await runOnce(world, workload, reference);
    const ours = [first, await runOnce(world, workload, subject)];
    found.subject.push(...ours);
    found.reference.push(between);
    ratios.push(per(ours, ({ appMicros }) => appMicros) / between.appMicros);
    p99s.push(per(ours, ({ p99Ms }) => p99Ms) / between.p99Ms);
  }
  return { ratios, p99s, ...found };
};

/** The rounds of several casts as one. */
export const joined = (several: readonly Pairs[]): Pairs => ({
  ratios: several.flatMap(({ ratios }) => ratios),
  p99s: several.flatMap(({ p99s }) => p99s),
  subject: several.flatMap(({ subject }) => subject),
  reference: several.flatMap(({ reference }) => reference),
});

/** The middle of a figure over the runs of a side. */
export const typical = (runs: readonly Run[], figure: (run: Run) => number): number =>
  median(runs.map(figure));
