import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export interface Outcome {
  ok: boolean;
  output: string;
}

/** What a finished program said; `stdout` apart, for programs that answer in JSON there. */
export interface Answer extends Outcome {
  stdout: string;
}

const timeLimit = 5 * 60_000;
const outputLimit = 20_000_000;

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/** The script behind a package's command, so that it runs under this very Node and on every system. */
async function scriptOf(root: string, name: string, command: string): Promise<string> {
  const folder = join(root, 'node_modules', name);
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const bin = field(manifest, 'bin');
  const path = typeof bin === 'string' ? bin : field(bin, command);
  if (typeof path !== 'string') throw new Error(`${name} has no command ${command}.`);
  return join(folder, path);
}

/** Runs a program in `root` to its end; what it printed comes back in one text. */
export function runProgram(root: string, program: string, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeLimit,
      env: {
        ...process.env,
        // turbo looks for pnpm here; tools start further tools by name.
        PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
        NO_COLOR: '1',
        FORCE_COLOR: '0',
        DO_NOT_TRACK: '1',
        TURBO_TELEMETRY_DISABLED: '1',
        TURBO_NO_UPDATE_NOTIFIER: '1',
      },
    });
    let output = '';
    let stdout = '';
    const collect = (chunk: string) => {
      if (output.length < outputLimit) output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      collect(chunk);
      if (stdout.length < outputLimit) stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', (error) => resolve({ ok: false, stdout, output: `${program}: ${error.message}` }));
    child.on('close', (code, signal) => {
      const end = signal === null ? '' : `\n${program} was ended by ${signal}.`;
      resolve({ ok: code === 0, stdout, output: output.trim() + end });
    });
  });
}

/** Runs a command of an installed package, as in `runTool(root, ['oxlint'], ['--fix'])`. */
export async function runTool(
  root: string,
  [name, command = name]: readonly [name: string, command?: string],
  args: readonly string[],
): Promise<Answer> {
  return runProgram(root, process.execPath, [await scriptOf(root, name, command), ...args]);
}

/** The JSON a program printed on stdout; undefined when it printed none. */
export function jsonOf({ stdout }: Answer): unknown {
  return stdout.trimStart().startsWith('{') ? JSON.parse(stdout) : undefined;
}
