import { setTimeout as wait } from 'node:timers/promises';
import { userIdOf } from '@pmp/api/server';
import { findPersona } from '@pmp/devkit/personas';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
const origin = 'https://app.example';
beforeAll(async () => {
  server = await startTestServer({
    listen: true,
    streamPingMs: 50,
    env: { corsOrigins: [origin] },
  });
});
afterAll(() => server.close());

const leaving: AbortController[] = [];
afterEach(async () => {
  for (const controller of leaving.splice(0)) controller.abort();
  await expect.poll(() => streams().count(), { timeout: 2_000 }).toBe(0);
});
const streams = () => server.api.deps.streams;

const open = async (headers: Record<string, string>, path = '/trpc/live.feed') => {
  const leave = new AbortController();
  leaving.push(leave);
  const reply = await fetch(server.url + path, { headers, signal: leave.signal });
  const body: ReadableStream<Uint8Array> | null = reply.body;
  let text = '';
  /** Settles once the stream has ended, with how; what came is in `text`. */
  const ended = (async () => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body ?? []) text += decoder.decode(chunk, { stream: true });
      return 'ended';
    } catch {
      return 'cut';
    }
  })();
  return { reply, text: () => text, leave: () => leave.abort(), ended };
};
const minted = async (options: Parameters<TestServer['issuer']['mint']>[0]) => ({
  authorization: `Bearer ${await server.issuer.mint(options)}`,
});
const pings = (text: string) => text.split('"topic":"ping"').length - 1;

describe('a stream', () => {
  test('pings at once and again, in the shape of tRPC’s subscriptions', async () => {
    const stream = await open({ ...(await server.as('hannah')), origin });
    const { headers, status } = stream.reply;
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/event-stream');
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('vary')).toBe('Origin, trpc-accept, accept');
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    await expect.poll(() => pings(stream.text()), { interval: 10 }).toBeGreaterThanOrEqual(3);
    expect(stream.text()).toContain('event: connected\ndata: {"reconnectAfterInactivityMs":40000}');
    expect(stream.text()).toMatch(/data: \{"json":\{"topic":"ping","at":"[^"]+Z"\},"meta":/);
  });

  test.each(['null', 'https://app.example.evil.test', 'https://evilapp.example', 'http://app.example'])(
    'does not let the origin %s read it',
    async (other) => {
      const { reply } = await open({ ...(await server.as('hannah')), origin: other });
      expect(reply.headers.get('access-control-allow-origin')).toBeNull();
      expect(reply.headers.get('vary')).toContain('Origin');
    },
  );

  test('gives back what it holds within a second of its reader leaving', async () => {
    const held = await Promise.all([1, 2, 3, 4, 5].map(async () => open(await server.as('hannah'))));
    expect(streams().count()).toBe(5);
    const began = performance.now();
    for (const { leave } of held) leave();
    await expect.poll(() => streams().count(), { interval: 5, timeout: 1_000 }).toBe(0);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('is refused where five are open, and granted when one has left', async () => {
    const held = await Promise.all([1, 2, 3, 4, 5].map(async () => open(await server.as('hannah'))));
    const sixth = await open(await server.as('hannah'));
    expect(sixth.reply.status).toBe(429);
    expect(sixth.reply.headers.get('retry-after')).toBe('15');
    expect(sixth.reply.headers.get('content-type')).toBe('application/json');
    await sixth.ended;
    expect(JSON.parse(sixth.text())).toMatchObject({
      error: { json: { data: { appCode: 'too_many', code: 'TOO_MANY_REQUESTS', httpStatus: 429 } } },
    });
    expect((await open(await server.as('henry'))).reply.status).toBe(200);
    held[0]?.leave();
    await expect.poll(() => streams().count(), { interval: 5 }).toBe(5);
    expect((await open(await server.as('hannah'))).reply.status).toBe(200);
  });

  test('of two hundred only five are granted', async () => {
    const headers = await server.as('hannah');
    const all = await Promise.all(Array.from({ length: 200 }, () => open(headers)));
    const statuses = all.map(({ reply }) => reply.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(195);
  });

  test('ends with its token, without a farewell, and is then refused', async () => {
    const now = Math.floor(Date.now() / 1000);
    const headers = await minted({ now: now - 60, expiresIn: 58 });
    const stream = await open(headers);
    expect(stream.reply.status).toBe(200);
    expect(await stream.ended).toBe('ended');
    const lateMs = Date.now() - (now - 2 + 5) * 1000;
    expect(lateMs).toBeGreaterThan(-100);
    expect(lateMs).toBeLessThan(1_000);
    expect(stream.text()).not.toContain('event: return');
    expect(stream.text()).not.toContain('serialized-error');
    const again = await open(headers);
    expect(again.reply.status).toBe(401);
    expect(again.reply.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  test('ends when somebody ends all of a person’s', async () => {
    const [mine, theirs] = [await open(await server.as('hannah')), await open(await server.as('henry'))];
    expect(streams().count()).toBe(2);
    streams().endOf(userIdOf(server.issuer.url, findPersona('hannah')?.sub ?? ''));
    expect(await mine.ended).toBe('ended');
    expect(mine.text()).not.toContain('event: return');
    const before = pings(theirs.text());
    await expect.poll(() => pings(theirs.text())).toBeGreaterThan(before);
    expect(streams().count()).toBe(1);
  });
});

test('one that does not end by itself holds up no stop', async () => {
  const own = await startTestServer({ listen: true, streamPingMs: 50 });
  // As one whose reader takes nothing: what it would say at its end waits behind all that was not read.
  own.api.deps.streams.endAll = () => undefined;
  const stream = await fetch(`${own.url}/trpc/live.feed`, { headers: await own.as('hannah') });
  const read = stream.text().then(
    () => 'ended',
    () => 'cut',
  );
  const began = performance.now();
  await Promise.race([own.app.close(), wait(3_000)]);
  const ms = performance.now() - began;
  own.app.server.closeAllConnections();
  expect(await read).toBe('cut');
  expect(ms).toBeLessThan(2_000);
  await own.close();
});

describe('without a good token', () => {
  test('there is no stream', async () => {
    for (const [headers, status] of [
      [{}, 401],
      [{ authorization: 'Bearer a.b.c' }, 401],
      [{ authorization: 'Basic x' }, 401],
    ] as const) {
      const { reply, ended, text } = await open(headers);
      await ended;
      expect(reply.status).toBe(status);
      expect(reply.headers.get('content-type')).toBe('application/json');
      expect(JSON.parse(text())).toMatchObject({ error: { json: { data: { appCode: 'signed_out' } } } });
    }
    expect(streams().count()).toBe(0);
  });
});
