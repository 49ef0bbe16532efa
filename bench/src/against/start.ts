import type { Bench } from '../measure/run-once.ts';
import { type ProgramName, startProgram } from '../world/programs.ts';
import type { Dataset, World } from '../world/world.ts';

/** A program over a dataset. */
export const start = async (world: World, name: ProgramName, dataset: Dataset): Promise<Bench> => ({
  dataset,
  program: await startProgram(name, world.setting(dataset.dbName)),
});
