import type { Workload } from '../workloads/workloads.ts';
import { type Pairs, typical } from './pairs.ts';
import type { Run } from './run-once.ts';
import { bootstrap, round } from './stats.ts';

/** An interval in a report, rounded to what it can bear. */
export interface RatioFigure {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
  /** The ratio of each round, in their order. */
  readonly each: readonly number[];
}

/** Per operation, of one side. */
interface SideFigures {
  readonly appMicros: number;
  /** Absent where the database is not ours to watch. */
  readonly dbMicros?: number;
  readonly callsPerCpuSecond: number;
  readonly replyBytes: number;
  readonly p99Ms: number;
  readonly inside?: InsideFigures;
}

/** Of a call, seen from within the process and on its way to the database. */
export interface InsideFigures {
  /** Those of the relay and of background work are shared by the calls. */
  readonly commands: Readonly<Record<string, number>>;
  /** Sent and received. */
  readonly driverBytes: number;
  /** Of the JavaScript heap. */
  readonly allocatedBytes: number;
}

export interface WorkloadFigure extends RatioFigure {
  readonly goal?: number;
  readonly holds?: boolean;
  /** What the figure is against: the hand-written peer, or as many single calls of ours. */
  readonly against: 'hand-written' | 'single calls';
  readonly p99: RatioFigure;
  readonly ours: SideFigures;
  readonly reference: SideFigures;
  /** Application CPU of ours against each other peer. */
  readonly peers: Readonly<Record<string, RatioFigure>>;
}

/** Of rounds, or of casts. */
export const ratioFigure = (ratios: readonly number[]): RatioFigure => {
  const { median, low, high } = bootstrap(ratios);
  const each = ratios.map((ratio) => round(ratio));
  return { ratio: round(median), low: round(low), high: round(high), rounds: each.length, each };
};

const sideFigures = (runs: readonly Run[]): SideFigures => {
  const appMicros = typical(runs, (run) => run.appMicros);
  const dbMicros = typical(runs, (run) => run.dbMicros);
  return {
    appMicros: round(appMicros, 1),
    ...(!Number.isNaN(dbMicros) && { dbMicros: round(dbMicros, 1) }),
    callsPerCpuSecond: Math.round(1e6 / appMicros),
    replyBytes: Math.round(typical(runs, (run) => run.replyBytes)),
    p99Ms: round(
      typical(runs, (run) => run.p99Ms),
      2,
    ),
  };
};

/** A goal holds when the upper end of the interval does. */
export const workloadFigure = (
  { goal, batch }: Workload,
  { ratios, p99s, ...runs }: Pairs,
): WorkloadFigure => {
  const ratio = ratioFigure(ratios);
  return {
    ...ratio,
    ...(goal !== undefined && { goal, holds: ratio.high <= goal }),
    against: batch === undefined ? 'hand-written' : 'single calls',
    p99: ratioFigure(p99s),
    ours: sideFigures(runs.subject),
    reference: sideFigures(runs.reference),
    peers: {},
  };
};
