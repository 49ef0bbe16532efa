import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { processBegan } from '../process/process-identity.ts';
import { tempDir } from '../testing/temp-dir.fixture.ts';
import { AlreadyRunning, readLock, takeLock } from './lock.ts';

const addresses = { url: 'http://127.0.0.1:8000', issuerUrl: 'http://127.0.0.1:8001/' };

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('a folder is held by one, and free after it', async () => {
  const dir = await tempDir();
  const lock = await takeLock(dir, addresses);
  expect(readLock(dir)).toMatchObject({ pid: process.pid, ...addresses });
  await expect(takeLock(dir, addresses)).rejects.toThrow('Already running at http://127.0.0.1:8000');
  lock.release();
  expect(readLock(dir)).toBeUndefined();
  (await takeLock(dir, addresses)).release();
});

test('the refusal names the holder', async () => {
  const dir = await tempDir();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const pid = child.pid ?? 0;
  writeFileSync(join(dir, 'lock'), JSON.stringify({ pid, began: processBegan(pid), ...addresses }));
  const refusal = await takeLock(dir, addresses).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(AlreadyRunning);
  expect(refusal).toMatchObject({ holder: { pid } });
});

test.each<[string, (pid: number) => string]>([
  ['a dead process', (pid) => JSON.stringify({ pid, began: '1', ...addresses })],
  [
    'an id that another process got since',
    () => JSON.stringify({ pid: process.ppid, began: '1', ...addresses }),
  ],
  ['our own id from before a restart', () => JSON.stringify({ pid: process.pid, began: '1', ...addresses })],
  ['half a file', () => '{"pid": 1'],
])('a lock left by %s is taken over', async (_, text) => {
  const dir = await tempDir();
  writeFileSync(join(dir, 'lock'), text(await deadPid()));
  const lock = await takeLock(dir, addresses);
  expect(JSON.parse(readFileSync(join(dir, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  lock.release();
});

test('a release leaves the lock of another holder alone', async () => {
  const dir = await tempDir();
  const lock = await takeLock(dir, addresses);
  writeFileSync(join(dir, 'lock'), 'of another');
  lock.release();
  expect(readFileSync(join(dir, 'lock'), 'utf8')).toBe('of another');
});

test('a folder in the place of the lock is told with the fix', async () => {
  const dir = await tempDir();
  mkdirSync(join(dir, 'lock'));
  await expect(takeLock(dir, addresses)).rejects.toThrow(
    `${join(dir, 'lock')} is a folder where a file belongs: delete it and start again.`,
  );
});
