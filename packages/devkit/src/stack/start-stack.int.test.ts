import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { expect, inject, onTestFinished, test } from 'vitest';
import { freePort, isPortFree } from '../net/ports.ts';
import { isAlive } from '../process/guarded.ts';
import { eventually, tempDir } from '../testing/temp-dir.fixture.ts';
import { startStack } from './start-stack.ts';

const launcherFile = fileURLToPath(new URL('./launcher.fixture.ts', import.meta.url));
const serverEntry = fileURLToPath(new URL('./stand-in-server.fixture.ts', import.meta.url));
// One database serves most of these tests; what the launcher itself brings is tried where the data matters.
const mongoUrl = inject('mongoUrl');
const { env } = process;

async function launch(...args: string[]): Promise<{ launcher: ChildProcess; said: Record<string, string> }> {
  const launcher = spawn(process.execPath, [launcherFile, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void launcher.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: launcher.stdout }), 'line');
  return { launcher, said: JSON.parse(String(line)) };
}

/** What the stand-in says of itself. */
async function toldTo(url: string): Promise<Record<string, string> & { pid: number }> {
  return JSON.parse(await (await fetch(url)).text());
}

function parentOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
}

const portOf = (url: string | undefined) => Number(new URL(url ?? '').port);

test('the server is told where everything is, and all of it is gone after a stop', async () => {
  const dataDir = await tempDir();
  const stack = await startStack({ dataDir, port: 0, env, mongoUrl, dbName: 'stack_test', serverEntry });
  const told = await toldTo(stack.url);
  expect(told).toMatchObject({
    MONGO_CONNECTION_STRING: mongoUrl,
    DB_NAME: 'stack_test',
    PMP_HOST: '127.0.0.1',
    PMP_MODE: 'local',
    PMP_ISSUER: stack.issuerUrl,
    AUTH0_API_AUDIENCE: 'https://api.pmp.localhost',
  });
  expect(await stack.issuer?.mint()).toMatch(/^ey/);
  await stack.stop();
  expect(isAlive(told.pid)).toBe(false);
  expect(await isPortFree(portOf(stack.url))).toBe(true);
  expect(await isPortFree(portOf(stack.issuerUrl))).toBe(true);
  expect(existsSync(join(dataDir, 'lock'))).toBe(false);
});

test('kill -9 of the launcher leaves nothing behind, and the data is there at the next start', async () => {
  const dataDir = await tempDir();
  const first = await launch(dataDir);
  const { pid } = await toldTo(first.said['url'] ?? '');
  const client = new MongoClient(first.said['mongoUrl'] ?? '');
  await client.db('kept').collection<{ _id: number }>('notes').insertOne({ _id: 1 });
  await client.close();

  first.launcher.kill('SIGKILL');
  expect(await eventually(() => !isAlive(pid))).toBe(true);
  for (const url of [first.said['url'], first.said['issuerUrl'], first.said['mongoUrl']]) {
    expect(await eventually(() => isPortFree(portOf(url)))).toBe(true);
  }

  const second = await launch(dataDir);
  expect(second.said['refusal']).toBeUndefined();
  const again = new MongoClient(second.said['mongoUrl'] ?? '');
  expect(await again.db('kept').collection('notes').countDocuments()).toBe(1);
  await again.close();
  second.launcher.kill('SIGKILL');
  expect(await eventually(() => isPortFree(portOf(second.said['mongoUrl'])))).toBe(true);
}, 60_000);

test('a second start on the same data says where the first one runs', async () => {
  const dataDir = await tempDir();
  const first = await launch(dataDir, '0', mongoUrl);
  const second = await launch(dataDir, '0', mongoUrl);
  expect(second.said['refusal']).toContain(`Already running at ${first.said['url']}`);
  first.launcher.kill('SIGKILL');
  await eventually(() => isPortFree(portOf(first.said['url'])));
  const third = await launch(dataDir, '0', mongoUrl);
  expect(third.said['url']).toMatch(/^http:/);
  third.launcher.kill('SIGKILL');
});

test.each(['PORT', 'PMP_ISSUER_PORT'])('a taken %s is told with the fix', async (variable) => {
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await once(taken, 'listening');
  const address = taken.address();
  const busy = typeof address === 'object' && address ? address.port : 0;
  const ports =
    variable === 'PORT' ? { port: busy, issuerPort: 0 } : { port: await freePort(), issuerPort: busy };
  const dataDir = await tempDir();
  await expect(startStack({ dataDir, ...ports, env, mongoUrl, serverEntry })).rejects.toThrow(
    `Port ${busy} is taken: stop what uses it, or set ${variable} to a free port.`,
  );
  expect(existsSync(join(dataDir, 'lock'))).toBe(false);
});

test('a server that cannot start is told with its last words, and nothing is left running', async () => {
  const dataDir = await tempDir();
  const port = await freePort();
  const failing = { ...env, STAND_IN_FAILS: '1' };
  const start = startStack({ dataDir, port, issuerPort: 0, env: failing, mongoUrl, serverEntry });
  await expect(start).rejects.toThrow(/The server ended with 3 \(the stand-in was told to fail\)/);
  expect(existsSync(join(dataDir, 'lock'))).toBe(false);
});

test('a server that ends later is told', async () => {
  const stack = await startStack({ dataDir: await tempDir(), port: 0, env, mongoUrl, serverEntry });
  process.kill(stack.serverPid, 'SIGKILL');
  expect(await stack.ended).toMatch(/^The server ended with/);
  await stack.stop();
});

test.each(['server', 'guard'])(
  'a database whose %s ends later is told',
  async (which) => {
    const dataDir = await tempDir();
    const stack = await startStack({ dataDir, port: 0, env, serverEntry });
    onTestFinished(() => stack.stop());
    const { pid = 0 } = stack.database;
    process.kill(which === 'server' ? pid : parentOf(pid), 'SIGKILL');
    expect(await stack.ended).toMatch(/^The database \(.+\) ended with 1 .*: see .+\.log\.$/);
    expect(await eventually(() => !isAlive(pid))).toBe(true);
  },
  60_000,
);

test('a port without one above it is told with the fix', async () => {
  const start = startStack({ dataDir: await tempDir(), port: 65_535, env, mongoUrl, serverEntry });
  await expect(start).rejects.toThrow(
    'PORT=65535 leaves no port above it for the sign-in: set PMP_ISSUER_PORT',
  );
});
