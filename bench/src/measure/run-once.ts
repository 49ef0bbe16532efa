import { setTimeout as wait } from 'node:timers/promises';
import { encodeCall } from '../load/connection.ts';
import { runLoad } from '../load/run-load.ts';
import { batchOf, callOf, type Operation } from '../workloads/operation.ts';
import type { Workload } from '../workloads/workloads.ts';
import type { Program } from '../world/programs.ts';
import type { Dataset, World } from '../world/world.ts';
import { coarseCpuMicros, cpuMicros } from './proc.ts';
import { quantile } from './stats.ts';

/** One run of a workload against one program; figures are per operation, a batch of ten being ten. */
export interface Run {
  readonly operations: number;
  readonly appMicros: number;
  readonly dbMicros: number;
  readonly replyBytes: number;
  /** Of a request, in milliseconds. */
  readonly p99Ms: number;
  readonly perSecond: number;
}

/** A program with the data that it works on. */
export interface Bench {
  readonly program: Program;
  readonly dataset: Dataset;
}

export interface RunOptions {
  readonly count: number;
  /** Operations in one request; 1 unless told. */
  readonly batch?: number;
  /** 16 unless told. */
  readonly connections?: number;
}

/** Longer than the platform gathers events for: by then it has relayed what most runs leave. */
const settleMs = 300;

const requestsOf = ({ protocol }: Program, operations: readonly Operation[], batch: number) => {
  if (batch === 1) return operations.map((one) => callOf(protocol, one));
  return Array.from({ length: operations.length / batch }, (_, index) =>
    batchOf(protocol, operations.slice(index * batch, (index + 1) * batch)),
  );
};

/** Sends a workload's operations, all of them built before, and reads the CPU time of program and database around it. */
export const runOnce = async (
  { database, people, ...world }: Pick<World, 'database' | 'databasePids' | 'people'>,
  workload: Workload,
  { program, dataset, count, connections, batch = 1 }: Bench & RunOptions,
): Promise<Run> => {
  const { token, operations } = await workload.prepare(dataset, people, count);
  const requests = requestsOf(program, operations, batch).map((call) =>
    encodeCall({ ...call, ...(token !== undefined && { token }) }),
  );
  const last = requests.at(-1);
  if (last === undefined) throw new Error(`${workload.name} has nothing to send.`);
  const before = { app: cpuMicros(program.pids), db: coarseCpuMicros(world.databasePids) };
  const { latencies, replyBytes, seconds } = await runLoad({
    port: program.port,
    count: requests.length,
    ...(connections !== undefined && { connections }),
    request: (index) => requests[index] ?? last,
  });
  if (workload.writes === true) {
    await wait(settleMs);
    if (program.protocol === 'pmp') await dataset.relayed();
  }
  const app = cpuMicros(program.pids) - before.app;
  const db = coarseCpuMicros(world.databasePids) - before.db;
  if (workload.writes === true) await dataset.tidy();
  return {
    operations: count,
    appMicros: app / count,
    dbMicros: database.pid === undefined ? Number.NaN : db / count,
    replyBytes: replyBytes / count,
    p99Ms: quantile(latencies, 0.99),
    perSecond: count / seconds,
  };
};
