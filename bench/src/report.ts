import { availableParallelism, cpus, release } from 'node:os';

/** An interval in a report, rounded to what it can bear. */
export interface RatioFigure {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
}

/** Per operation, of one side. */
export interface SideFigures {
  readonly appMicros: number;
  /** Absent where the database is not ours to watch. */
  readonly dbMicros?: number;
  readonly callsPerCpuSecond: number;
  readonly replyBytes: number;
  readonly p99Ms: number;
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

export interface MemoryFigure {
  readonly afterWarmUpMiB: number;
  readonly afterLoadMiB: number;
  readonly ratio: number;
  readonly goal: number;
  readonly holds: boolean;
}

export interface Report {
  readonly workloads: Readonly<Record<string, WorkloadFigure>>;
  readonly db: { readonly name: string; readonly plans: boolean; readonly isMongoDb: boolean };
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly kernel: string;
    readonly node: string;
  };
  readonly at: string;
  readonly memory?: MemoryFigure;
  /** False when a goal does not hold. */
  readonly holds: boolean;
}

export const machine = (): Report['machine'] => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  kernel: release(),
  node: process.version,
});

const verdict = ({ goal, holds }: { goal?: number; holds?: boolean }) =>
  goal === undefined ? '' : `, goal <= ${goal}: ${holds === true ? 'holds' : 'MISSED'}`;

const interval = ({ ratio, low, high }: RatioFigure) => `${ratio} (${low} to ${high})`;

/** A report for people, a line a figure. */
export const linesOf = ({ workloads, db, memory }: Report): string[] => [
  `Database: ${db.name}`,
  ...Object.entries(workloads).flatMap(([name, figure]) => [
    `${figure.holds === false ? '✗' : '✓'} ${name}: ${interval(figure)} of ${figure.against}${verdict(figure)}`,
    `    ${figure.ours.appMicros} µs against ${figure.reference.appMicros}; database ${figure.ours.dbMicros ?? '?'} against ` +
      `${figure.reference.dbMicros ?? '?'}; p99 ${interval(figure.p99)}; reply ${figure.ours.replyBytes} bytes`,
    ...Object.entries(figure.peers).map(([peer, one]) => `    against ${peer}: ${interval(one)}`),
  ]),
  ...(memory
    ? [
        `${memory.holds ? '✓' : '✗'} memory: ${memory.afterLoadMiB} MiB after load, ${memory.afterWarmUpMiB} after warm-up: ` +
          `${memory.ratio}${verdict(memory)}`,
      ]
    : []),
];
