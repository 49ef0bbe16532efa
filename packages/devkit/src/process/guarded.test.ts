import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { eventually, tempDir } from '../testing/temp-dir.fixture.ts';
import { isAlive, startGuarded } from './guarded.ts';

const launcherFile = fileURLToPath(new URL('./guarded-launcher.fixture.ts', import.meta.url));
const env = process.env;
const idle = ['-e', 'setInterval(() => {}, 1000)'];
const stubborn = ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"];

async function launch(args: string[]): Promise<{ launcher: ChildProcess; server: number }> {
  const launcher = spawn(process.execPath, [launcherFile, process.execPath, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void launcher.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: launcher.stdout }), 'line');
  return { launcher, server: Number(line) };
}

test('a process ends when its launcher is killed with -9', async () => {
  const { launcher, server } = await launch(idle);
  expect(isAlive(server)).toBe(true);
  launcher.kill('SIGKILL');
  expect(await eventually(() => !isAlive(server))).toBe(true);
});

test('a process that ignores a polite stop is ended by force', async () => {
  const { launcher, server } = await launch(stubborn);
  launcher.kill('SIGKILL');
  expect(await eventually(() => !isAlive(server))).toBe(true);
});

test('a process ends when its launcher ends without stopping it', async () => {
  const { launcher, server } = await launch(idle);
  launcher.kill('SIGTERM');
  expect(await eventually(() => !isAlive(server))).toBe(true);
});

test('a launcher that dies while its process is being started leaves nothing behind', async () => {
  const pids = join(await tempDir(), 'pids');
  writeFileSync(pids, '');
  const noted = () => readFileSync(pids, 'utf8').split('\n').filter(Boolean).map(Number);
  onTestFinished(() => {
    for (const pid of noted()) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });
  // Writes to no stream, so that a broken pipe cannot be what ends it.
  const child = ['-c', 'echo $$ >> "$PIDS"; exec sleep 120'];
  for (const delay of [1, 10, 20, 30, 40, 60, 80, 110, 150, 800]) {
    const launcher = spawn(process.execPath, [launcherFile, '/bin/sh', ...child], {
      stdio: 'ignore',
      env: { ...env, PIDS: pids, DIES_AFTER_MS: String(delay) },
    });
    await once(launcher, 'exit');
  }
  // The last guards may still be on their way to starting something.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(noted().length).toBeGreaterThan(0);
  expect(await eventually(() => !noted().some(isAlive), 3_000)).toBe(true);
}, 30_000);

test('stop waits for the end, and lines are passed on', async () => {
  const lines: string[] = [];
  const args = [
    '-e',
    "process.on('SIGTERM', () => { console.error('bye'); process.exit(0); }); console.log('up'); setInterval(() => {}, 1000)",
  ];
  const server = await startGuarded({
    command: process.execPath,
    args,
    env,
    onLine: (line) => lines.push(line),
  });
  expect(await eventually(() => lines.includes('up'))).toBe(true);
  await server.stop();
  expect(isAlive(server.pid)).toBe(false);
  expect(lines).toEqual(['up', 'bye']);
});

test('the last words are there when the end is told', async () => {
  const lines: string[] = [];
  const args = ['-e', "console.error('words '.repeat(2000)); console.error('the last'); process.exit(3)"];
  const server = await startGuarded({
    command: process.execPath,
    args,
    env,
    onLine: (line) => lines.push(line),
  });
  expect(await server.exited).toBe(3);
  expect(lines.at(-1)).toBe('the last');
});

test('the exit code of a process that ends by itself is told', async () => {
  const args = ['-e', 'setTimeout(() => process.exit(7), 100)'];
  const server = await startGuarded({ command: process.execPath, args, env });
  expect(await server.exited).toBe(7);
});

test('a program that is not there is an error', async () => {
  const start = startGuarded({ command: '/nowhere/program', args: [], env });
  await expect(start).rejects.toThrow(/could not be started/);
});
