import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../packages/devkit/src/process/guarded.ts';
import { processBegan } from '../packages/devkit/src/process/process-identity.ts';
import { eventually, tempDir } from '../packages/devkit/src/testing/temp-dir.fixture.ts';

const pin = 'pnpm@10.0.0-test';
const node24 = `node_modules/node-${process.platform}-${process.arch}/bin/node`;

/** A checkout with an `npx` on PATH that writes down its calls and "installs" this very Node. */
async function checkout(npx = `mkdir -p "$(dirname ${node24})" && ln -sf "${process.execPath}" ${node24}`) {
  const root = await tempDir();
  const tools = await tempDir();
  const calls = join(tools, 'calls');
  writeFileSync(calls, '');
  const script = `#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "$*" >> "${calls}"\necho "pnpm speaks"\n${npx}\n`;
  writeFileSync(join(tools, 'npx'), script);
  chmodSync(join(tools, 'npx'), 0o755);
  for (const folder of ['bin', 'packages/one']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['bootstrap.mjs', 'with-parent.mjs']) {
    copyFileSync(join(import.meta.dirname, file), join(root, 'bin', file));
  }
  writeFileSync(join(root, 'package.json'), JSON.stringify({ packageManager: pin, type: 'module' }));
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) writeFileSync(join(root, file), '');
  writeFileSync(join(root, 'packages/one/package.json'), '{}');
  const env = { PATH: `${tools}:${dirname(process.execPath)}:/usr/bin:/bin`, HOME: tools };
  return {
    root,
    env,
    /** The program that the command `token` runs. */
    entry: (code: string) => writeFileSync(join(root, 'bin/token.ts'), code),
    installs: () => readFileSync(calls, 'utf8').split('\n').filter(Boolean),
    start: (args = ['token'], under: Record<string, string | undefined> = {}) =>
      spawn(process.execPath, [join(root, 'bin/bootstrap.mjs'), ...args], {
        env: { ...env, ...under },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
  };
}

async function finished(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += String(chunk)));
  child.stderr?.on('data', (chunk: Buffer) => (err += String(chunk)));
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : null, out, err };
}

/** The id that a long-running entry prints. */
async function printedPid(child: ChildProcess): Promise<number> {
  onTestFinished(() => void child.kill('SIGKILL'));
  const stream = child.stdout;
  if (!stream) throw new Error('no output');
  const [chunk] = await once(stream, 'data');
  return Number(String(chunk));
}

const idle = 'console.log(process.pid); setInterval(() => {}, 1000);';
/** Ends with the signal it got as exit code. */
const polite = `process.on('SIGTERM', () => process.exit(15)); process.on('SIGINT', () => process.exit(2)); ${idle}`;

test('it installs once, aloud on stderr, and leaves stdout to the command', async () => {
  const { entry, start, installs } = await checkout();
  entry("console.log('a-token', ...process.argv.slice(2))");
  const first = await finished(start(['token', 'homeowner', '--json']));
  expect(first).toMatchObject({ code: 0, out: 'a-token homeowner --json\n' });
  expect(first.err).toContain(`Installing packages with ${pin}`);
  expect(first.err).toContain('pnpm speaks');
  expect(installs()).toEqual([`--yes ${pin} install --frozen-lockfile`]);
  expect(await finished(start())).toEqual({ code: 0, out: 'a-token\n', err: '' });
  expect(installs()).toHaveLength(1);
});

test('a changed manifest of any package installs again', async () => {
  const { root, entry, start, installs } = await checkout();
  entry('');
  await finished(start());
  writeFileSync(join(root, 'packages/one/package.json'), '{"name":"one"}');
  await finished(start());
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'changed');
  await finished(start());
  expect(installs()).toHaveLength(3);
});

test('two at once install once', async () => {
  const { entry, start, installs } = await checkout(
    `sleep 0.7; mkdir -p "$(dirname ${node24})" && ln -sf "${process.execPath}" ${node24}`,
  );
  entry("console.log('ran')");
  const both = await Promise.all([finished(start()), finished(start())]);
  expect(both.map(({ code, out }) => [code, out])).toEqual([
    [0, 'ran\n'],
    [0, 'ran\n'],
  ]);
  expect(installs()).toHaveLength(1);
});

test('an install lock of a dead process does not hinder', async () => {
  const { root, entry, start } = await checkout();
  entry('');
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'node_modules/.pmp-installing'), '999999999');
  expect((await finished(start())).code).toBe(0);
});

test('nor does one whose id another process has by now', async () => {
  const { root, entry, start } = await checkout();
  entry('');
  mkdirSync(join(root, 'node_modules'));
  // This process lives, but began at another time; where the system does not tell, no time is another.
  const began = processBegan(process.pid);
  const id = began === '' ? 999_999_999 : process.pid;
  writeFileSync(join(root, 'node_modules/.pmp-installing'), `${id} ${Number(began) - 1}`);
  expect((await finished(start())).code).toBe(0);
});

test('nor does one with our own id', async () => {
  const { root, entry, env } = await checkout();
  entry('');
  mkdirSync(join(root, 'node_modules'));
  const script = 'echo $$ > node_modules/.pmp-installing; exec node bin/bootstrap.mjs token';
  const child = spawn('sh', ['-c', script], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  expect((await finished(child)).code).toBe(0);
});

test('an install that is going on is waited for', async () => {
  const { root, entry, start } = await checkout();
  entry("console.log('ran')");
  const lock = join(root, 'node_modules/.pmp-installing');
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(lock, `${process.pid} ${processBegan(process.pid)}`);
  const child = start();
  child.stderr.once('data', () => rmSync(lock));
  const { out, err } = await finished(child);
  expect(err).toContain('Waiting for another install in this checkout\nInstalling packages');
  expect(out).toBe('ran\n');
});

test('packages that an interrupted install has touched are not taken for installed', async () => {
  const { root, entry, start, installs } = await checkout(
    `[ -s pnpm-lock.yaml ] && exit 7; mkdir -p "$(dirname ${node24})" && ln -sf "${process.execPath}" ${node24}`,
  );
  entry('');
  await finished(start());
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'of another branch');
  expect((await finished(start())).code).toBe(1);
  writeFileSync(join(root, 'pnpm-lock.yaml'), '');
  expect((await finished(start())).code).toBe(0);
  expect(installs()).toHaveLength(3);
});

test('a failed install is one sentence, and tried again the next time', async () => {
  const { entry, start, installs } = await checkout('exit 7');
  entry("console.log('ran')");
  const { code, out, err } = await finished(start());
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err.trim().split('\n').at(-1)).toBe(
    'The packages could not be installed (pnpm ended with 7, its words are above): check the network and run again.',
  );
  await finished(start());
  expect(installs()).toHaveLength(2);
});

test('a missing npx is one sentence', async () => {
  const { entry, start } = await checkout();
  entry('');
  const { code, err } = await finished(start(['token'], { PATH: '/nowhere' }));
  expect(code).toBe(1);
  expect(err).toBe('npx was not found: install npm (it comes with Node from nodejs.org) and run again.\n');
});

test('the test command ends with its promised line even when nothing can be installed', async () => {
  const { start } = await checkout('exit 7');
  const { code, out } = await finished(start(['test']));
  expect({ code, out }).toEqual({ code: 1, out: '0 passed, 1 failed\n' });
});

test.each([
  [['nonsense'], 1, 'There is no command "nonsense"'],
  [['constructor'], 1, 'There is no command "constructor"'],
  [['--help'], 0, 'Usage: npm run <command>'],
  [['token'], 1, 'bin/token.ts is missing from this checkout'],
])('%j', async (args, code, text) => {
  const { start } = await checkout();
  const ended = await finished(start(args));
  expect(ended.code).toBe(code);
  expect(ended.out + ended.err).toContain(text);
});

test('the entry finds the tools of the checkout first, and its exit code is ours', async () => {
  const { root, entry, start } = await checkout();
  entry('console.log(process.env.PATH); process.exit(23)');
  const { code, out } = await finished(start());
  expect(code).toBe(23);
  expect(out.split(':').slice(0, 2)).toEqual([join(root, 'node_modules/.bin'), dirname(join(root, node24))]);
});

test.each([
  ['SIGTERM', 15],
  ['SIGINT', 2],
] as const)('%s reaches the entry', async (signal, code) => {
  const { entry, start } = await checkout();
  entry(polite);
  const child = start();
  await printedPid(child);
  child.kill(signal);
  expect((await finished(child)).code).toBe(code);
});

test('kill -9 ends the entry too', async () => {
  const { entry, start } = await checkout();
  entry(idle);
  const child = start();
  const pid = await printedPid(child);
  child.kill('SIGKILL');
  expect(await eventually(() => !isAlive(pid))).toBe(true);
});

test.each([
  ['as its child', 'exec node bin/bootstrap.mjs token'],
  ['with a shell in between', 'node bin/bootstrap.mjs token; exit'],
])('kill -9 of npm ends all of it: %s', async (_, command) => {
  const { root, entry, start } = await checkout();
  entry(idle);
  // Installed by a first run: the second one has only the tools of this machine.
  const first = start();
  await printedPid(first);
  first.kill('SIGKILL');
  const npm = `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(command)}], { stdio: 'inherit' })`;
  const parent = spawn(process.execPath, ['-e', npm], {
    cwd: root,
    env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, npm_lifecycle_event: 'token' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await printedPid(parent);
  parent.kill('SIGKILL');
  expect(await eventually(() => !isAlive(pid))).toBe(true);
});

test('a command that is done ends, although it has a channel to us', async () => {
  const { entry, start } = await checkout();
  entry("console.log('done')");
  expect(await finished(start())).toMatchObject({ code: 0, out: 'done\n' });
});
