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

test('a process that has not prepared itself answers for its health, and puts everything else off', async () => {
  const { app } = await apps.build(issuer.url, { prepared: () => false });
  const call = await app.inject('/trpc/public.categories.list');
  expect([call.statusCode, call.headers['retry-after']]).toEqual([503, '1']);
  expect(call.json()).toMatchObject({
    error: { json: { data: { appCode: 'unavailable', httpStatus: 503 } } },
  });
  const rest = await app.inject('/categories');
  expect([rest.statusCode, rest.headers['retry-after']]).toEqual([503, '1']);
  expect(rest.json()).toMatchObject({ detail: expect.any(String) });
  expect((await app.inject('/healthz')).statusCode).toBe(200);
  expect((await app.inject('/readyz')).json()).toMatchObject({ status: 'not ready', prepared: 'waiting' });
});

test('who comes while it prepares itself is answered when it has', async () => {
  let prepared = false;
  const { app } = await apps.build(issuer.url, { prepared: () => prepared });
  const early = Promise.all([app.inject('/trpc/public.categories.list'), app.inject('/categories')]);
  setTimeout(() => {
    prepared = true;
  }, 300);
  expect((await early).map(({ statusCode }) => statusCode)).toEqual([200, 200]);
});
