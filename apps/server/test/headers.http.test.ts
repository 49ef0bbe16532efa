import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { mode: 'production' } });
});
afterAll(() => server.close());

const ofData = [
  'content-security-policy',
  'cross-origin-resource-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
];
/** Those that make sense for a document only. */
const ofPagesOnly = [
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];

interface Asked {
  method?: 'GET' | 'POST' | 'HEAD' | 'OPTIONS' | 'PATCH';
  url: string;
  headers?: Record<string, string>;
  payload?: string;
}

/** Which of the headers above an answer has. */
const ask = async (asked: Asked) => {
  const { statusCode, headers } = await server.app.inject({ method: 'GET', ...asked });
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  return { statusCode, sent: [...ofData, ...ofPagesOnly].filter((name) => headers[name] !== undefined) };
};

const status = '/trpc/public.status';
const json = { 'content-type': 'application/json' };

test.each<[number, Asked]>([
  [200, { url: status }],
  [200, { url: `${status},public.status?batch=1` }],
  [204, { url: status, method: 'HEAD' }],
  [400, { url: `${status}?batch=1&connectionParams=%7B` }],
  [400, { url: '/trpc/%zz' }],
  [401, { url: '/trpc/homeowner.requests.list' }],
  [401, { url: status, headers: { authorization: 'Bearer a.b.c' } }],
  [404, { url: '/trpc' }],
  [404, { url: '/trpc/nothing' }],
  [404, { url: '/trpc/a/b' }],
  [405, { url: status, method: 'PATCH' }],
  [405, { url: status, method: 'OPTIONS' }],
  [413, { url: status, method: 'POST', headers: json, payload: `"${'a'.repeat(200_000)}"` }],
  [414, { url: `/trpc/${'a'.repeat(1_400)}`, method: 'POST', headers: json, payload: '{}' }],
  [414, { url: `${status}?${'a'.repeat(9_000)}` }],
  [415, { url: status, method: 'POST', headers: { 'content-type': 'text/html' }, payload: '<p>' }],
])('below /trpc a %i has the headers of data: %o', async (expected, asked) => {
  expect(await ask(asked)).toEqual({ statusCode: expected, sent: ofData });
});

test('so has what no router can read, wherever it is', async () => {
  expect(await ask({ url: '/%zz' })).toEqual({ statusCode: 400, sent: ofData });
});

test.each<[number, Asked]>([
  [200, { url: '/healthz' }],
  [200, { url: '/status' }],
  [401, { url: '/homeowner/requests' }],
  [404, { url: '/nowhere' }],
  [404, { url: '/trpcs/public.status' }],
  [405, { url: '/', method: 'OPTIONS' }],
])('elsewhere a %i has those of pages: %o', async (expected, asked) => {
  expect(await ask(asked)).toEqual({ statusCode: expected, sent: [...ofData, ...ofPagesOnly] });
});
