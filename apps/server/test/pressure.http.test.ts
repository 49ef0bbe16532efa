import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startKeyIssuer } from './support/key-issuer.ts';
import { type Apps, startApps } from './support/start-apps.ts';

let apps: Apps;
let issuer: Awaited<ReturnType<typeof startKeyIssuer>>;
beforeAll(async () => {
  [apps, issuer] = await Promise.all([startApps(), startKeyIssuer()]);
});
afterAll(async () => {
  await apps.close();
  await issuer.stop();
});

/** Keeps the event loop from turning, as too much work does. */
const hog = async (forMs: number) => {
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    const slice = performance.now() + 250;
    while (performance.now() < slice);
    await turn();
  }
};

test('a process that cannot keep up says so at its doors, answers for its health, and recovers', async () => {
  const { app } = await apps.build(issuer.url, { env: { maxLoopDelayMs: 100 } });
  const unshed = await apps.build(issuer.url, { env: { maxLoopDelayMs: 0 } });
  expect((await app.inject('/trpc/public.status')).statusCode).toBe(200);
  await hog(2_500);

  const call = await app.inject('/trpc/public.status');
  expect([call.statusCode, call.headers['retry-after']]).toEqual([503, '5']);
  expect(call.json()).toMatchObject({
    error: { json: { data: { appCode: 'unavailable', httpStatus: 503 } } },
  });
  const rest = await app.inject('/homeowner/requests');
  expect([rest.statusCode, rest.headers['retry-after']]).toEqual([503, '5']);
  expect(rest.json()).toMatchObject({ detail: expect.any(String) });
  expect((await app.inject('/healthz')).statusCode).toBe(200);
  expect((await unshed.app.inject('/trpc/public.status')).statusCode).toBe(200);

  await expect
    .poll(async () => (await app.inject('/trpc/public.status')).statusCode, { interval: 200, timeout: 5_000 })
    .toBe(200);
});
