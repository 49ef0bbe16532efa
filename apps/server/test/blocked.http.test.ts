import { setTimeout as wait } from 'node:timers/promises';
import { userIdOf } from '@pmp/api/server';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';
import { startTcpProxy } from './support/tcp-proxy.ts';

let here: TestServer;
let there: TestServer;
let proxy: Awaited<ReturnType<typeof startTcpProxy>>;
let ms = 0;
beforeAll(async () => {
  proxy = await startTcpProxy(inject('mongoUrl'));
  here = await startTestServer();
  there = await startTestServer({ beside: here, mongoUrl: proxy.url, monotonic: () => ms });
});
afterAll(async () => {
  await there.close();
  await here.close();
  await proxy.close();
});

const personId = (key: string) => userIdOf(here.issuer.url, `auth0|pmp-${key}`);
const report = {
  title: 'Kitchen tap leaks',
  description: 'It drips.',
  category: 'plumbing',
  address: { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' },
};

const decide = async (verb: 'suspend' | 'reinstate', person: string) => {
  const reply = await here.app.inject({
    method: 'POST',
    url: `/trpc/official.people.${verb}`,
    headers: await here.as('olivia'),
    payload: { json: { personId: personId(person), reason: 'As agreed' } },
  });
  expect(reply.statusCode).toBe(200);
};

/** Asks until `status` is the answer, and tells how long that took. */
const secondsUntil = async (status: number, ask: () => Promise<{ statusCode: number }>) => {
  const started = performance.now();
  for (let attempt = 0; attempt < 80; attempt += 1) {
    if ((await ask()).statusCode === status) return (performance.now() - started) / 1000;
    await wait(100);
  }
  throw new Error(`The answer did not become ${status}`);
};

const ask = (server: TestServer, url: string, headers: object) =>
  server.app.inject({ url, headers: { ...headers } });

const doors = {
  'tRPC single': '/trpc/homeowner.requests.list',
  'tRPC batch': '/trpc/homeowner.requests.list,public.status?batch=1&input=%7B%7D',
  'a public procedure': '/trpc/public.status',
  'a live stream': '/trpc/live.feed',
  REST: '/homeowner/requests',
};

describe('someone who is blocked through one instance', () => {
  let hannah: { authorization: string };
  beforeAll(async () => {
    hannah = await here.as('hannah');
    expect((await ask(there, doors.REST, hannah)).statusCode).toBe(200);
    await decide('suspend', 'hannah');
  });

  test('is out at once there, and within 5 s in the other', async () => {
    expect((await ask(here, doors.REST, hannah)).statusCode).toBe(401);
    expect(await secondsUntil(401, () => ask(there, doors.REST, hannah))).toBeLessThan(5);
  });

  test.each(Object.entries(doors))('reads the same on %s of both', async (_, url) => {
    for (const server of [here, there]) {
      const reply = await ask(server, url, hannah);
      expect(reply.statusCode).toBe(401);
      expect(reply.headers['www-authenticate']).toBe(
        'Bearer realm="api", error="invalid_token", error_description="The token has been revoked"',
      );
      expect(reply.body).toContain('The token has been revoked');
    }
  });

  test('is told so by each door in its own words', async () => {
    expect((await ask(there, doors.REST, hannah)).json()).toEqual({ detail: 'The token has been revoked' });
    expect((await ask(there, doors['tRPC batch'], hannah)).json()).toMatchObject({
      error: { json: { data: { appCode: 'signed_out', httpStatus: 401 } } },
    });
  });

  test('nobody else is out, and they are in again when reinstated', async () => {
    expect((await ask(there, doors.REST, await here.as('henry'))).statusCode).toBe(200);
    await decide('reinstate', 'hannah');
    expect((await ask(here, doors.REST, hannah)).statusCode).toBe(200);
    expect(await secondsUntil(200, () => ask(there, doors.REST, hannah))).toBeLessThan(5);
  });
});

test("an open stream of another instance ends within 5 s of its person's block", async () => {
  const url = await there.app.listen({ port: 0, host: '127.0.0.1' });
  const headers = { ...(await here.as('henry')), accept: 'text/event-stream' };
  const open = await fetch(`${url}/trpc/live.feed`, { headers });
  expect(open.status).toBe(200);
  const started = performance.now();
  await decide('suspend', 'henry');
  const ended = open.text().catch(() => 'cut off');
  expect(await Promise.race([ended.then(() => 'ended'), wait(6_000, 'still open')])).toBe('ended');
  expect((performance.now() - started) / 1000).toBeLessThan(5);
  expect((await fetch(`${url}/trpc/live.feed`, { headers })).status).toBe(401);
});

test('while the database is away the known blocks hold, and after 15 s nothing is written', async () => {
  const hannah = await here.as('hannah');
  const post = () =>
    there.app.inject({ method: 'POST', url: '/homeowner/requests', headers: hannah, payload: report });
  await decide('suspend', 'chloe');
  const chloe = await here.as('chloe');
  await secondsUntil(401, () => ask(there, '/categories', chloe));

  proxy.cut();
  ms += 14_000;
  expect(there.api.deps.blocked.isCurrent()).toBe(true);
  ms += 1_500;
  expect(there.api.deps.blocked.isCurrent()).toBe(false);
  expect((await ask(there, '/categories', chloe)).statusCode).toBe(401);
  // What needs no database goes on.
  expect((await ask(there, '/categories', hannah)).statusCode).toBe(200);

  const started = performance.now();
  const refused = await post();
  expect(refused.statusCode).toBe(503);
  expect(refused.headers['retry-after']).toBe('2');
  expect(performance.now() - started).toBeLessThan(1_000);
  const trpc = await there.app.inject({
    method: 'POST',
    url: '/trpc/homeowner.requests.create',
    headers: hannah,
    payload: { json: report },
  });
  expect(trpc.statusCode).toBe(503);
  expect(trpc.json()).toMatchObject({ error: { json: { data: { appCode: 'unavailable' } } } });
  const ready = await there.app.inject('/readyz');
  expect(ready.statusCode).toBe(503);
  expect(ready.json()).toMatchObject({ blocks: 'stale' });

  proxy.mend();
  await secondsUntil(200, () => there.app.inject('/readyz'));
  expect((await post()).statusCode).toBe(201);
});
