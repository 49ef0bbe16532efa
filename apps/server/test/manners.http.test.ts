import { sendRaw } from '@pmp/devkit/chaos/raw-socket';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

const origin = 'https://app.example';
const secret = 'E11000 duplicate key { email: "hannah@example.org" }';

let server: TestServer;
let port = 0;
const log: string[] = [];
beforeAll(async () => {
  server = await startTestServer({
    listen: true,
    env: { corsOrigins: [origin, 'https://tools.example:8443'] },
    limits: { headersMs: 500, requestMs: 1_000, lateCheckMs: 100 },
    onLog: (line) => void log.push(line),
  });
  port = Number(new URL(server.url).port);
});
afterAll(() => server.close());

describe('other origins', () => {
  const preflight = (from: string, url = '/homeowner/requests') =>
    server.app.inject({
      method: 'OPTIONS',
      url,
      headers: { origin: from, 'access-control-request-method': 'POST' },
    });

  test.each(['/homeowner/requests', '/trpc/homeowner.requests.create', '/trpc/live.feed', '/nowhere'])(
    'are let in by name, without a token, at %s',
    async (url) => {
      for (const known of [origin, 'https://tools.example:8443']) {
        const reply = await preflight(known, url);
        expect(reply.statusCode).toBe(204);
        expect(reply.headers['access-control-allow-origin']).toBe(known);
        expect(reply.headers['access-control-allow-headers']).toContain('authorization');
        expect(reply.headers['access-control-allow-credentials']).toBeUndefined();
        expect(reply.headers['access-control-max-age']).toBe('600');
        expect(reply.headers['vary']).toContain('Origin');
      }
    },
  );

  test.each([
    'null',
    '*',
    'https://app.example.evil.test',
    'https://evil-app.example',
    'https://app.example:444',
    'http://app.example',
    'https://APP.example',
    'https://app.example/',
    'https://tools.example',
  ])('but not %s', async (other) => {
    for (const reply of [
      await preflight(other),
      await server.app.inject({ url: '/healthz', headers: { origin: other } }),
      await server.app.inject({ url: '/trpc/public.status', headers: { origin: other } }),
    ]) {
      expect(reply.headers['access-control-allow-origin']).toBeUndefined();
      expect(reply.headers['vary']).toContain('Origin');
    }
  });

  test('and refusals can be read by those that are, with what they say in headers', async () => {
    const long = `/trpc/public.status?${'a'.repeat(9_000)}`;
    for (const url of ['/trpc/live.feed', '/homeowner/requests', '/trpc/nothing', '/nowhere', long]) {
      const reply = await server.app.inject({
        url,
        headers: { origin, authorization: 'Bearer a.b.c' },
      });
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.headers['access-control-allow-origin']).toBe(origin);
      expect(reply.headers['access-control-expose-headers']).toContain('retry-after');
      expect(reply.headers['access-control-expose-headers']).toContain('x-request-id');
    }
  });
});

describe('slow clients', () => {
  const slowly = (text: string, everyMs: number) =>
    sendRaw(text.split(''), { port, everyMs, quietMs: 3_000, timeoutMs: 5_000 });

  test('that dribble headers are cut', async () => {
    const answer = await slowly(`GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ${'a'.repeat(200)}`, 20);
    expect(answer.statuses).toEqual([408]);
    expect(answer.text).toContain('{"detail":"The request took too long"}');
    expect(answer.closed).toBe(true);
    expect(answer.ms).toBeLessThan(1_500);
  });

  test('that dribble a body are cut', async () => {
    const { authorization } = await server.as('hannah');
    const lines = ['POST /homeowner/requests HTTP/1.1', 'Host: x', `Authorization: ${authorization}`];
    const head = [...lines, 'Content-Type: application/json', 'Content-Length: 500', '', ''].join('\r\n');
    const answer = await sendRaw([head, ...Array<string>(300).fill('x')], {
      port,
      everyMs: 20,
      quietMs: 3_000,
      timeoutMs: 5_000,
    });
    expect(answer.statuses).toEqual([408]);
    expect(answer.closed).toBe(true);
    expect(answer.ms).toBeLessThan(2_500);
  });

  test('that say nothing are cut', async () => {
    const answer = await sendRaw([], { port, timeoutMs: 5_000 });
    expect(answer.closed).toBe(true);
    expect(answer.ms).toBeLessThan(2_500);
  });

  test('do not hold up others', async () => {
    const dribbling = Array.from({ length: 100 }, () =>
      slowly('GET /healthz HTTP/1.1\r\nX: yyyyyyyyyyyy', 50),
    );
    const times: number[] = [];
    for (let count = 0; count < 30; count += 1) {
      const began = performance.now();
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      times.push(performance.now() - began);
    }
    expect(times.sort((one, other) => one - other)[15]).toBeLessThan(200);
    await Promise.all(dribbling);
  });
});

describe('faults of ours', () => {
  test('are told as nothing but a number to ask by', async () => {
    const { requests } = server.api.deps;
    const page = requests.list;
    const broken = () => Promise.reject(new Error(secret));
    Object.assign(requests, { list: broken });
    const headers = await server.as('hannah');
    const input = encodeURIComponent('{"json":{}}');
    const replies = [
      await server.app.inject({ url: `/trpc/homeowner.requests.list?input=${input}`, headers }),
      await server.app.inject({ url: '/homeowner/requests', headers }),
      await server.app.inject({
        url: '/homeowner/requests',
        headers: { ...headers, accept: 'application/problem+json' },
      }),
    ];
    Object.assign(requests, { list: page });
    for (const reply of replies) {
      expect(reply.statusCode).toBe(500);
      expect(reply.body).not.toMatch(/E11000|hannah|at .*\.ts|stack|Error:/);
      expect(reply.body).toContain(String(reply.headers['x-request-id']));
    }
    // The log has what the caller has not.
    const id = String(replies[0]?.headers['x-request-id']);
    expect(log.filter((line) => line.includes(id) && line.includes('E11000'))).toHaveLength(1);
  });
});

describe('proxies', () => {
  const seen = async (trustedProxies: string[], remoteAddress: string) => {
    const { serverOptions } = await import('../src/http/server-options.ts');
    const { default: fastify } = await import('fastify');
    const { defaultLimits } = await import('../src/http/limits.ts');
    const { pino } = await import('pino');
    const logger = pino({ level: 'silent' });
    const app = fastify(serverOptions(defaultLimits, { logger, trustedProxies, ofData: {} }));
    app.get('/', ({ ip, host }) => ({ ip, host }));
    const headers = { 'x-forwarded-for': '6.6.6.6, 7.7.7.7', host: 'api.example' };
    const reply = await app.inject({ url: '/', remoteAddress, headers });
    await app.close();
    return reply.json<{ ip: string; host: string }>().ip;
  };

  test('are believed only by their address', async () => {
    expect(await seen([], '10.0.0.1')).toBe('10.0.0.1');
    expect(await seen(['10.0.0.0/8'], '11.0.0.1')).toBe('11.0.0.1');
    expect(await seen(['10.0.0.0/8'], '10.0.0.1')).toBe('7.7.7.7');
    expect(await seen(['10.0.0.0/8', '7.7.7.7'], '10.0.0.1')).toBe('6.6.6.6');
  });
});
