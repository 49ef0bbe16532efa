import type { Bench } from '../measure/run-once.ts';
import type { Workload } from '../workloads/workloads.ts';
import { type ProgramName, startProgram } from '../world/programs.ts';
import type { Dataset, World } from '../world/world.ts';

/** Data of ours, and the same for all peers. */
export interface Datasets {
  readonly ours: Dataset;
  readonly peers: Dataset;
}

/** On what terms ours is compared, with whomever. */
export interface Terms {
  readonly datasets: Datasets;
  readonly countOf: (workload: Workload) => number;
  /** Of a workload against a peer; against the hand-written one, in each cast. */
  readonly rounds: number;
  /** For warming up each workload. */
  readonly warmUpMs: number;
  readonly log: (line: string) => void;
}

/** A program over a dataset. */
export const start = async (world: World, name: ProgramName, dataset: Dataset): Promise<Bench> => ({
  dataset,
  program: await startProgram(name, world.setting(dataset.dbName)),
});
