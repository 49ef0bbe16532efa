import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testIssuer } from '../../test/issuer-fixture.ts';
import type { Issuer } from './start-issuer.ts';

let issuer: Issuer;
let dataDir = '';
beforeAll(async () => {
  issuer = await testIssuer();
  dataDir = await mkdtemp(join(tmpdir(), 'pmp-token-'));
  const lock = {
    pid: process.pid,
    url: 'http://127.0.0.1:8000',
    issuerUrl: issuer.url,
    startedAt: new Date(),
  };
  await writeFile(join(dataDir, 'lock'), JSON.stringify(lock));
});
afterAll(async () => {
  await issuer.stop();
  await rm(dataDir, { recursive: true });
});

const command = join(import.meta.dirname, '../../../../bin/token.ts');
const run = (args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const variables = { PMP_DATA_DIR: dataDir, PMP_ISSUER_PORT: '9', ...env };
    execFile(process.execPath, [command, ...args], { env: variables }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

test('prints the token alone', async () => {
  const { code, out, err } = await run(['homeowner']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  expect(decodeJwt(out.trim())).toMatchObject({
    sub: 'auth0|pmp-hannah',
    iss: issuer.url,
    client_id: 'pmp-cli',
  });
});

test('--other and --json', async () => {
  const { out } = await run(['official', '--other', '--json']);
  expect(JSON.parse(out)).toMatchObject({
    access_token: expect.any(String),
    expires_at: expect.stringMatching(/Z$/),
    persona: 'oscar',
    role: 'official',
    url: 'http://127.0.0.1:8000',
    issuer: issuer.url,
  });
});

test('finds the issuer by its port when there is no lock', async () => {
  const { out } = await run(['carlos'], {
    PMP_DATA_DIR: join(dataDir, 'none'),
    PMP_ISSUER_PORT: `${issuer.port}`,
  });
  expect(decodeJwt(out.trim()).sub).toBe('auth0|pmp-carlos');
});

test('one sentence when nothing runs or nobody is named', async () => {
  const none = { PMP_DATA_DIR: join(dataDir, 'none') };
  expect(await run(['homeowner'], none)).toEqual({ code: 1, out: '', err: 'Start it first: npm start\n' });
  const unnamed = await run(['mayor']);
  expect(unnamed).toMatchObject({ code: 1, out: '' });
  expect(unnamed.err).toMatch(/^Say whose token: .*\n$/);
});

test('--help', async () => {
  const { code, out } = await run(['--help']);
  expect(code).toBe(0);
  expect(out).toContain('npm run -s token');
});
