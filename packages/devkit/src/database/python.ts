import { findProgram } from '../process/find-program.ts';
import { runProgram } from '../process/run-program.ts';

export type Python = { command: string; version: string };

const names = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const question =
  'import sys, platform; print(platform.python_implementation(), "%d.%d" % sys.version_info[:2], sys.maxsize > 2**32)';

/** The first CPython 3.10 to 3.13 (64 bit) on PATH: the wheel has no other builds. */
export async function findPython(env: NodeJS.ProcessEnv): Promise<Python | undefined> {
  for (const name of names) {
    const command = findProgram(name, env);
    if (command === undefined) continue;
    const { code, output } = await runProgram(command, ['-c', question], { env, timeoutMs: 10_000 });
    const version = /^CPython (3\.1[0-3]) True\s*$/.exec(output)?.[1];
    if (code === 0 && version !== undefined) return { command, version };
  }
  return undefined;
}
