import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../../packages/devkit/src/chaos/figure.ts';
import { figures } from '../../packages/devkit/src/chaos/figures.ts';

/** One printed line. */
export interface Line {
  readonly figure: string;
  readonly value: number | string;
  readonly goal: string;
  readonly holds: boolean;
  readonly seed: number;
  readonly [detail: string]: unknown;
}

export interface RunOptions {
  readonly full: boolean;
  readonly seed: number;
  /** Names of figures; all when absent. */
  readonly only?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  readonly onLine: (line: Line) => void;
}

export const figureNames: readonly string[] = figures.map(({ name }) => name);

/** Measures one figure after another, so that none is the other's load; never throws for one that does not hold. */
export async function runFigures({
  only,
  onLine,
  ...options
}: RunOptions): Promise<{ passed: number; failed: number }> {
  const count = { passed: 0, failed: 0 };
  for (const figure of figures.filter(({ name }) => only === undefined || only.includes(name))) {
    const line = await measure(figure, options);
    if (line.holds) count.passed += 1;
    else count.failed += 1;
    onLine(line);
  }
  return count;
}

async function measure(
  figure: Figure,
  { full, seed, env, log }: Omit<RunOptions, 'only' | 'onLine'>,
): Promise<Line> {
  const { name, goal } = figure;
  const dataDir = await mkdtemp(join(tmpdir(), `pmp-chaos-${name}-`));
  const command = env['PMP_CHAOS_MONGO'];
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  try {
    const { value, holds, ...details } = await figure.run({
      full,
      seed,
      dataDir,
      env,
      ...(command !== undefined && command !== '' && { databaseCommand: command }),
      log: (line) => log(`${name}: ${line}`),
    });
    return { figure: name, value, goal, holds, seed, seconds: seconds(), ...details };
  } catch (error) {
    log(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const value = error instanceof Error ? error.message : 'failed';
    return { figure: name, value, goal, holds: false, seed, seconds: seconds() };
  } finally {
    if (env['PMP_CHAOS_KEEP'] === undefined) await rm(dataDir, { recursive: true, force: true });
  }
}
