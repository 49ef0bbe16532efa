import { mintToken } from '@pmp/api/testing/token-cases';
import { createSigner, type Signer } from '@pmp/api/testing/token-mint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KeyIssuer, type Mood, startKeyIssuer } from './support/key-issuer.ts';
import { type Apps, audience, rolesClaim, startApps } from './support/start-apps.ts';

let apps: Apps;
const issuers: KeyIssuer[] = [];
const stops: (() => void)[] = [];
const first = createSigner('first');
const second = createSigner('second');
beforeAll(async () => {
  apps = await startApps();
});
afterAll(async () => {
  for (const stop of stops) stop();
  await apps.close();
  await Promise.all(issuers.map((issuer) => issuer.stop()));
});

/** An application whose keys age by a clock of the test's. */
const setUp = async (mood: Mood = 'well') => {
  const issuer = await startKeyIssuer(first);
  issuers.push(issuer);
  issuer.become(mood);
  const clock = { ms: 0 };
  const { app, keyStore } = await apps.build(issuer.url, { monotonic: () => clock.ms });
  stops.push(keyStore.start());
  const token = (signer: Signer = first, header: Record<string, unknown> = {}) => {
    const now = Math.floor(Date.now() / 1000);
    const mint = { issuer: issuer.url, audience, rolesClaim, now, signer, impostor: first };
    // Each token is another, so that none is remembered.
    return mintToken(mint, { jti: String(Math.random()) }, header);
  };
  const ask = (url: string, bearer = token()) =>
    app.inject({ url, headers: { authorization: `Bearer ${bearer}` } });
  return { issuer, app, clock, token, ask };
};

const paths = [
  '/homeowner/requests',
  '/trpc/homeowner.requests.list?input=%7B%22json%22%3A%7B%7D%7D',
  '/trpc/public.status,public.status?batch=1',
  '/trpc/live.feed',
  '/trpc/public.status',
];

describe.each(['down', 'error', 'html', 'redirect', 'hang', 'empty', 'cut', 'huge'] as const)(
  'an issuer that is %s at the start',
  (mood) => {
    test('is no fault of the token, and heals by itself', async () => {
      const { issuer, app, clock, ask } = await setUp(mood);
      for (const path of paths) {
        const reply = await ask(path);
        expect([path, reply.statusCode]).toEqual([path, 503]);
        expect(Number(reply.headers['retry-after'])).toBeGreaterThanOrEqual(1);
        expect(reply.headers['www-authenticate']).toBeUndefined();
        if (path.startsWith('/trpc')) {
          const { error } = reply.json();
          expect(error.json.data).toMatchObject({ appCode: 'unavailable', code: 'SERVICE_UNAVAILABLE' });
        } else expect(reply.json()).toMatchObject({ detail: expect.any(String) });
      }
      expect((await app.inject('/trpc/public.status')).statusCode).toBe(200);
      expect((await app.inject('/healthz')).statusCode).toBe(200);
      const ready = await app.inject('/readyz');
      expect([ready.statusCode, ready.json().keys]).toEqual([503, 'away']);
      expect(issuer.asked.length).toBeLessThanOrEqual(2);

      issuer.become('well');
      expect((await ask('/homeowner/requests')).statusCode).toBe(503);
      clock.ms += 10_000;
      expect((await ask('/homeowner/requests')).statusCode).toBe(200);
      expect((await app.inject('/readyz')).statusCode).toBe(200);
    });
  },
);

test.each(['down', 'hang', 'empty'] as const)(
  'an issuer that is %s later goes unnoticed for a day',
  async (mood) => {
    const { issuer, app, clock, ask } = await setUp();
    expect((await ask('/homeowner/requests')).statusCode).toBe(200);
    issuer.become(mood);
    for (const minutes of [11, 60, 23 * 60]) {
      clock.ms = minutes * 60_000;
      expect([minutes, (await ask('/homeowner/requests')).statusCode]).toEqual([minutes, 200]);
    }
    expect((await app.inject('/readyz')).statusCode).toBe(200);
    clock.ms = 24 * 3_600_000 + 11_000;
    expect((await ask('/homeowner/requests')).statusCode).toBe(503);
  },
);

test('fifty first requests at once ask for the keys once', async () => {
  const { issuer, ask } = await setUp();
  const replies = await Promise.all(Array.from({ length: 50 }, () => ask('/homeowner/requests')));
  expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  expect(issuer.keyRequests()).toBe(1);
});

test('a key that nobody announced is taken within ten seconds', async () => {
  const { issuer, clock, token, ask } = await setUp();
  expect((await ask('/homeowner/requests')).statusCode).toBe(200);
  issuer.publish(first, second);
  clock.ms += 9_999;
  expect((await ask('/homeowner/requests', token(second))).statusCode).toBe(401);
  clock.ms += 1;
  expect((await ask('/homeowner/requests', token(second))).statusCode).toBe(200);
  expect((await ask('/homeowner/requests')).statusCode).toBe(200);
  expect(issuer.keyRequests()).toBe(2);
});

test('a key that is announced is taken at once, one that was withdrawn is out within ten minutes', async () => {
  const { issuer, clock, token, ask } = await setUp();
  issuer.publish(first, second);
  expect((await ask('/homeowner/requests', token(second))).statusCode).toBe(200);
  issuer.publish(second);
  const kept = token(first);
  expect((await ask('/homeowner/requests', kept)).statusCode).toBe(200);
  clock.ms += 600_000;
  await ask('/homeowner/requests', token(second));
  await expect.poll(async () => (await ask('/homeowner/requests', kept)).statusCode).toBe(401);
  expect((await ask('/homeowner/requests', token(second))).statusCode).toBe(200);
});

test('two hundred keys that nobody knows make one request, and stop nobody', async () => {
  const { issuer, clock, token, ask } = await setUp();
  expect((await ask('/homeowner/requests')).statusCode).toBe(200);
  clock.ms += 10_000;
  const replies = await Promise.all(
    Array.from({ length: 200 }, (_, n) => ask('/homeowner/requests', token(first, { kid: `junk-${n}` }))),
  );
  expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([401]));
  expect(issuer.keyRequests()).toBe(2);
  expect((await ask('/homeowner/requests')).statusCode).toBe(200);
});
