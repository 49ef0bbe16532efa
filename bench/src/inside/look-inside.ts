import { freePort } from '@pmp/devkit/net/ports';
import type { InsideFigures } from '../measure/figures.ts';
import { type Bench, runOnce } from '../measure/run-once.ts';
import { round } from '../measure/stats.ts';
import type { Workload } from '../workloads/workloads.ts';
import { type ProgramName, startProgram } from '../world/programs.ts';
import type { Dataset, World } from '../world/world.ts';
import { startWireCounter } from './wire-count.ts';

/** The counting way is one process: it must not be what a call waits for. */
const connections = 4;

const probe = new URL('./probe.ts', import.meta.url).href;

interface Looked {
  readonly dataset: Dataset;
  readonly chosen: readonly Workload[];
  readonly countOf: (workload: Workload) => number;
}

/**
 * What a call sends to the database and allocates, in a run of its own with a counting way to the database and a probe in the
 * process: neither is there while CPU is measured.
 */
export const lookInside = async (
  world: World,
  name: ProgramName,
  { dataset, chosen, countOf }: Looked,
): Promise<Record<string, InsideFigures>> => {
  const counter = await startWireCounter(Number(new URL(world.database.url).port));
  const probePort = await freePort();
  const setting = world.setting(dataset.dbName);
  const mongoUrl = `mongodb://127.0.0.1:${counter.port}/?directConnection=true`;
  const program = await startProgram(
    name,
    { ...setting, mongoUrl },
    { nodeArgs: ['--import', probe], extraEnv: { PMP_BENCH_PROBE: String(probePort) } },
  );
  const bench: Bench = { dataset, program };
  const allocated = async () => Number(await (await fetch(`http://127.0.0.1:${probePort}/`)).text());
  const figures: Record<string, InsideFigures> = {};
  try {
    for (const workload of chosen) {
      const count = countOf(workload);
      const options = {
        ...bench,
        count,
        connections,
        ...(workload.batch !== undefined && { batch: workload.batch }),
      };
      await runOnce(world, workload, options);
      await allocated();
      counter.reset();
      await runOnce(world, workload, options);
      const { commands, sentBytes, receivedBytes } = counter.count();
      figures[workload.name] = {
        commands: Object.fromEntries(
          Object.entries(commands).map(([command, times]) => [command, round(times / count, 2)]),
        ),
        driverBytes: Math.round((sentBytes + receivedBytes) / count),
        allocatedBytes: Math.round((await allocated()) / count),
      };
    }
    return figures;
  } finally {
    await program.stop();
    counter.close();
  }
};
