import type { Workload } from '../workloads/workloads.ts';
import type { World } from '../world/world.ts';
import type { Side } from './pairs.ts';
import { runOnce } from './run-once.ts';

/** At least one run, and others until the time is over. */
export const warmUp = async (world: World, workload: Workload, { ms, ...side }: Side & { ms: number }) => {
  const until = performance.now() + ms;
  do await runOnce(world, workload, side);
  while (performance.now() < until);
};
