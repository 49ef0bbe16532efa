import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheDir } from '../cache-dir.ts';
import { runProgram } from '../process/run-program.ts';
import type { DatabaseOptions } from './database.ts';
import type { Python } from './python.ts';

/** The version that the tests were run with. */
export const secantusVersion = '0.7.0b3';

export type InstalledSecantus = { python: string; env: NodeJS.ProcessEnv };

const pipFlags = ['--quiet', '--disable-pip-version-check', '--no-input', '--prefer-binary'];
const minutes = 60_000;

/** Makes sure that the wheel is in the user's cache, and says with which Python and variables to run it. */
export async function installSecantus(
  python: Python,
  { env, log }: Pick<DatabaseOptions, 'env' | 'log'>,
): Promise<InstalledSecantus | undefined> {
  const home = join(
    cacheDir(env),
    `secantusdb-${secantusVersion}-py${python.version}-${process.platform}-${process.arch}`,
  );
  const ready = await usable(home, python, env);
  if (ready) return ready;

  log(`Getting SecantusDB ${secantusVersion} (about 120 MB, once) into ${home}`);
  await mkdir(dirname(home), { recursive: true });
  // Built aside and renamed: a half-done folder is never taken for a whole one, and two starts cannot mix.
  const draft = await mkdtemp(`${home}.draft-`);
  try {
    const failure = await fill(draft, python, env);
    if (failure !== undefined) {
      log(`SecantusDB could not be installed: ${failure}`);
      return undefined;
    }
    await rm(home, { recursive: true, force: true });
    await rename(draft, home).catch(async (error: unknown) => {
      if (!existsSync(home)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return usable(home, python, env);
}

/** A virtual environment where Python can make one, else a plain folder of packages. */
async function fill(draft: string, python: Python, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const wheel = `secantusdb==${secantusVersion}`;
  const venv = join(draft, 'venv');
  const made = await runProgram(python.command, ['-m', 'venv', venv], { env, timeoutMs: 2 * minutes });
  if (made.code === 0) {
    const args = ['-m', 'pip', 'install', ...pipFlags, wheel];
    const installed = await runProgram(venvPython(draft), args, { env, timeoutMs: 10 * minutes });
    if (installed.code === 0) return done(draft, 'venv');
  }
  await rm(venv, { recursive: true, force: true });
  const target = ['-m', 'pip', 'install', ...pipFlags, '--target', join(draft, 'packages'), wheel];
  const installed = await runProgram(python.command, target, { env, timeoutMs: 10 * minutes });
  if (installed.code === 0) return done(draft, 'packages');
  return lastLine(installed.output) ?? lastLine(made.output) ?? `pip ended with ${installed.code}`;
}

async function done(draft: string, layout: 'venv' | 'packages'): Promise<undefined> {
  await writeFile(join(draft, `complete-${layout}`), `${secantusVersion}\n`);
}

/** Proved by importing it: a cache survives an upgrade of the Python that it was made with. */
async function usable(
  home: string,
  python: Python,
  env: NodeJS.ProcessEnv,
): Promise<InstalledSecantus | undefined> {
  const candidates: InstalledSecantus[] = [];
  if (existsSync(join(home, 'complete-venv'))) candidates.push({ python: venvPython(home), env: {} });
  if (existsSync(join(home, 'complete-packages'))) {
    candidates.push({ python: python.command, env: { PYTHONPATH: join(home, 'packages') } });
  }
  for (const candidate of candidates) {
    const args = ['-c', 'import secantus.cli'];
    const tried = await runProgram(candidate.python, args, {
      env: { ...env, ...candidate.env },
      timeoutMs: minutes,
    });
    if (tried.code === 0) return candidate;
  }
  return undefined;
}

function venvPython(home: string): string {
  return process.platform === 'win32'
    ? join(home, 'venv', 'Scripts', 'python.exe')
    : join(home, 'venv', 'bin', 'python');
}

function lastLine(output: string): string | undefined {
  return output.trim().split('\n').at(-1)?.trim() || undefined;
}
