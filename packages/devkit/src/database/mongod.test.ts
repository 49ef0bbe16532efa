import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { freePort, isPortFree } from '../net/ports.ts';
import { tempDir } from '../testing/temp-dir.fixture.ts';
import { startMongodOnPath } from './mongod.ts';

const standIn = fileURLToPath(new URL('./stand-in-mongod.fixture.ts', import.meta.url));

async function machineWithMongod() {
  const bin = await tempDir();
  writeFileSync(join(bin, 'mongod'), `#!/bin/sh\nexec "${process.execPath}" "${standIn}" "$@"\n`);
  chmodSync(join(bin, 'mongod'), 0o755);
  return { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` };
}

test('mongod on PATH becomes a replica set of one, also on another port', async () => {
  const env = await machineWithMongod();
  const dataDir = await tempDir();
  const said: string[] = [];
  const options = { dataDir, env, log: (line: string) => said.push(line) };
  const commands = () => readFileSync(join(dataDir, 'mongod', 'commands'), 'utf8').split('\n');

  const firstPort = await freePort();
  const first = await startMongodOnPath({ ...options, port: firstPort });
  onTestFinished(async () => first?.stop());
  expect(first).toMatchObject({ kind: 'mongod', version: 'mongod 8.0.0-stand-in' });
  expect(said[0]).toMatch(/^Database: mongod \(.*mongod\)$/);
  expect(commands()).toContain('replSetInitiate');
  expect(commands()).not.toContain('replSetReconfig');
  await first?.stop();
  expect(await isPortFree(firstPort)).toBe(true);

  const secondPort = await freePort();
  const second = await startMongodOnPath({ ...options, port: secondPort });
  onTestFinished(async () => second?.stop());
  expect(second?.url).toBe(`mongodb://127.0.0.1:${secondPort}/?directConnection=true`);
  expect(commands()).toContain('replSetReconfig');
  await second?.stop();
});

test('without mongod on PATH this way is closed', async () => {
  const options = { dataDir: await tempDir(), env: { PATH: await tempDir() }, log: () => {} };
  expect(await startMongodOnPath(options)).toBeUndefined();
});

test('a mongod that cannot start is told with its last words', async () => {
  const bin = await tempDir();
  writeFileSync(join(bin, 'mongod'), '#!/bin/sh\necho "unsupported CPU" >&2\nsleep 0.3\nexit 132\n');
  chmodSync(join(bin, 'mongod'), 0o755);
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` };
  const start = startMongodOnPath({ dataDir: await tempDir(), env, log: () => {} });
  await expect(start).rejects.toThrow(/mongod ended while starting \(unsupported CPU\)/);
});

test('a port that somebody took in between is left to them, unless it was asked for', async () => {
  const bin = await tempDir();
  const tried = join(bin, 'tried');
  const script = [
    '#!/bin/sh',
    `if [ ! -e "${tried}" ]; then touch "${tried}"; echo "Address already in use" >&2; exit 48; fi`,
    `exec "${process.execPath}" "${standIn}" "$@"`,
  ];
  writeFileSync(join(bin, 'mongod'), `${script.join('\n')}\n`);
  chmodSync(join(bin, 'mongod'), 0o755);
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` };
  const asked = startMongodOnPath({ dataDir: await tempDir(), env, log: () => {}, port: await freePort() });
  await expect(asked).rejects.toThrow(/Address already in use/);
  rmSync(tried);
  const started = await startMongodOnPath({ dataDir: await tempDir(), env, log: () => {} });
  onTestFinished(async () => started?.stop());
  expect(started).toMatchObject({ kind: 'mongod' });
});
