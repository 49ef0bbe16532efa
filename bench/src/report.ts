import { availableParallelism, cpus, release } from 'node:os';
import type { Growth } from './growth/growth.ts';
import type { RatioFigure, WorkloadFigure } from './measure/figures.ts';
import type { WorkersFigure } from './scale/workers.ts';

/** Resident memory; of casts instead of rounds, otherwise a figure as each other. */
export interface MemoryFigure extends RatioFigure {
  readonly afterWarmUpMiB: number;
  readonly afterLoadMiB: number;
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
  readonly workers?: readonly WorkersFigure[];
  readonly growth?: Growth;
  /** Of a run that does not look: why there is no verdict. */
  readonly growthVerdict?: string;
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
export const linesOf = ({ workloads, db, memory, workers, growth, growthVerdict }: Report): string[] => [
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
          `${interval(memory)}${verdict(memory)}`,
      ]
    : []),
  ...(workers ?? []).map(
    ({ program, workers: count, workload, callsPerCpuSecond, perSecond }) =>
      `  ${program}, ${count} workers, ${workload}: ${callsPerCpuSecond} calls per CPU-second, ${perSecond} per second`,
  ),
  ...(growth?.lines ?? []),
  ...(growthVerdict === undefined ? [] : [growthVerdict]),
];
