import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../testing/temp-dir.fixture.ts';
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

test('the exit code of a process that ends by itself is told', async () => {
  const args = ['-e', 'setTimeout(() => process.exit(7), 100)'];
  const server = await startGuarded({ command: process.execPath, args, env });
  expect(await server.exited).toBe(7);
});

test('a program that is not there is an error', async () => {
  const start = startGuarded({ command: '/nowhere/program', args: [], env });
  await expect(start).rejects.toThrow(/could not be started/);
});
