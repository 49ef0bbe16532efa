import { fuzzRaw, mutated } from '@pmp/devkit/chaos/raw-fuzz';
import { seededRandom } from '@pmp/devkit/city/random';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
const faults: string[] = [];
const prototypeBefore = Object.getOwnPropertyNames(Object.prototype).sort();
const onFault = (error: unknown) => void faults.push(String(error));
beforeAll(async () => {
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  server = await startTestServer({
    listen: true,
    onLog: (line) => {
      if (Number(/"level":(\d+)/.exec(line)?.[1]) >= 50) faults.push(line);
    },
  });
});
afterAll(async () => {
  await server.close();
  process.off('uncaughtException', onFault);
  process.off('unhandledRejection', onFault);
});

test('the same seed makes the same requests', () => {
  const made = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 20 }, () => mutated(random, 'a.b.c').toString('latin1'));
  };
  expect(made(7)).toEqual(made(7));
  expect(made(7)).not.toEqual(made(8));
});

test('three thousand mutated requests: no 5xx, no fault, no prototype touched, nothing left open', async () => {
  const port = Number(new URL(server.url).port);
  const report = await fuzzRaw({ port, count: 3_000, seed: 20_261_122, token: await server.token() });
  expect(report.faults).toEqual([]);
  expect(report.sent).toBe(3_000);
  const answers = Object.entries(report.statuses);
  expect(answers.filter(([status]) => Number(status) >= 500)).toEqual([]);
  // Mutations of every depth: some are still good, most are refused, in several ways.
  expect(report.statuses[200] ?? 0).toBeGreaterThan(100);
  expect(report.statuses[400] ?? 0).toBeGreaterThan(300);
  expect(answers.length).toBeGreaterThanOrEqual(8);
  expect(faults).toEqual([]);
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(prototypeBefore);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  await expect.poll(() => server.api.deps.streams.count(), { timeout: 2_000 }).toBe(0);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
}, 120_000);
