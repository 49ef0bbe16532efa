import { type RawAnswer, sendRaw } from '@pmp/devkit/chaos/raw-socket';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
let port = 0;
let hannah = '';
beforeAll(async () => {
  server = await startTestServer({ listen: true });
  port = Number(new URL(server.url).port);
  hannah = await server.token();
});
afterAll(() => server.close());

/** A request by hand: the first line, then headers; `Host: x` unless one is named. */
const ask = async (line: string, headers: readonly string[] = [], body = '') => {
  const host = headers.some((header) => /^host:/i.test(header)) ? [] : ['Host: x'];
  const text = [`${line} HTTP/1.1`, ...host, 'Connection: close', ...headers, '', body].join('\r\n');
  return sendRaw(text, { port, quietMs: 2_000 });
};
const json = ['Content-Type: application/json'];
const post = (path: string, headers: readonly string[], body: string) =>
  ask(`POST ${path}`, [`Content-Length: ${Buffer.byteLength(body)}`, ...headers], body);
const bodyOf = ({ text }: RawAnswer): unknown => JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4));
const headerOf = ({ text }: RawAnswer, name: string) =>
  new RegExp(`^${name}: (.*)\\r$`, 'im').exec(text.slice(0, text.indexOf('\r\n\r\n') + 2))?.[1];

const doors = [
  ['/trpc/public.status', { error: { json: { data: { httpStatus: 400, appCode: 'bad_input' } } } }],
  ['/homeowner/requests', { detail: expect.any(String) }],
  ['/healthz', { detail: expect.any(String) }],
  ['/nowhere', { detail: expect.any(String) }],
] as const;

test('no spelling of the prefix comes to another door', async () => {
  for (const prefix of ['/%74rpc', '/t%72pc', '/%74%72%70%63']) {
    const answer = await ask(`GET ${prefix}/public.status`);
    expect(answer.statuses).toEqual([200]);
    expect(headerOf(answer, 'x-frame-options')).toBeUndefined();
    expect((await ask(`PATCH ${prefix}/public.status`)).statuses).toEqual([405]);
    expect(bodyOf(await ask(`GET ${prefix}/public.status`, ['Host: a b']))).toHaveProperty('error');
  }
  for (const other of ['/TRPC/public.status', '/trpc%2Fpublic.status', '/%2574rpc/public.status']) {
    expect((await ask(`GET ${other}`)).statuses).toEqual([404]);
  }
});

test('a question about the server as a whole is 400', async () => {
  const answer = await ask('OPTIONS *');
  expect(answer.statuses).toEqual([400]);
  expect(bodyOf(answer)).toEqual({ detail: 'The request target is not a path' });
});

describe.each(doors)('%s', (path, shape) => {
  test.each([
    'a b',
    '[::1',
    'user@x',
    'x:99999',
    'x:',
    '',
    'x/y',
    'x?y',
    'x#y',
    '%41',
    '999.999.999.999',
    'x:1:2',
    '[::zz]',
    'xn--\u00e9',
  ])('the host "%s" is 400', async (host) => {
    const answer = await ask(`GET ${path}`, [`Host: ${host}`]);
    expect(answer.statuses).toEqual([400]);
    expect(bodyOf(answer)).toMatchObject(shape);
  });

  test('no host and two hosts are 400', async () => {
    const none = await sendRaw(`GET ${path} HTTP/1.1\r\nConnection: close\r\n\r\n`, { port });
    const old = await sendRaw(`GET ${path} HTTP/1.0\r\n\r\n`, { port });
    const two = await ask(`GET ${path}`, ['Host: x', 'Host: y']);
    for (const answer of [none, old, two]) {
      expect(answer.statuses).toEqual([400]);
      expect(bodyOf(answer)).toMatchObject(shape);
    }
  });

  test.each(['example.org', 'example.org:443', '127.0.0.1:8000', '[::1]:80', 'a_b.local'])(
    'the host "%s" is good',
    async (host) => {
      const [status] = (await ask(`GET ${path}`, [`Host: ${host}`])).statuses;
      expect([200, 401, 404]).toContain(status);
    },
  );

  test.each(['TRACE', 'PROPFIND', 'LOCK', 'PURGE'])('%s is 405 with what is allowed', async (method) => {
    const answer = await ask(`${method} ${path}`);
    expect(answer.statuses).toEqual([405]);
    expect(headerOf(answer, 'allow')).toMatch(/\bGET\b/);
    expect(Object.keys(bodyOf(answer) as object)).toEqual(Object.keys(shape));
  });

  test('CONNECT gets an answer, and a method that is none is refused by the parser', async () => {
    const tunnel = await ask('CONNECT x:80');
    expect(tunnel.statuses).toEqual([405]);
    expect(headerOf(tunnel, 'allow')).toContain('GET');
    const nonsense = await ask(`NONSENSE ${path}`);
    expect(nonsense.statuses).toEqual([400]);
    expect(bodyOf(nonsense)).toEqual({ detail: 'The request is malformed' });
  });

  test('an absolute target is 400, a long URL 414, a compressed body 415', async () => {
    expect((await ask(`GET http://x${path}`)).statuses).toEqual([400]);
    const long = await ask(`GET ${path}?${'a'.repeat(9_000)}`);
    expect(long.statuses).toEqual([414]);
    expect(Object.keys(bodyOf(long) as object)).toEqual(Object.keys(shape));
    const zipped = await post(path, [...json, 'Content-Encoding: gzip'], '{}');
    expect(zipped.statuses).toEqual([415]);
    expect(headerOf(zipped, 'accept-encoding')).toBe('identity');
  });

  test('malformed framing is 400 and ends the connection', async () => {
    for (const headers of [
      ['Content-Length: 2', 'Transfer-Encoding: chunked'],
      ['Content-Length: 2', 'Content-Length: 3'],
      ['Content-Length: -1'],
      ['Content-Length: 1e3'],
      ['Transfer-Encoding: chunked, identity'],
      ['A B: c'],
      ['No colon'],
    ]) {
      const answer = await ask(`POST ${path}`, [...json, ...headers], '{}');
      expect({ headers, statuses: answer.statuses, closed: answer.closed }).toEqual({
        headers,
        statuses: [400],
        closed: true,
      });
    }
    expect((await ask(`GET ${path}`, [`X: ${'a'.repeat(20_000)}`])).statuses).toEqual([431]);
  });

  test('what no router can read is 400', async () => {
    for (const bad of ['%', '%E0%A4%A', '%zz']) {
      const answer = await ask(`GET ${path}/${bad}`);
      expect([400, 404]).toContain(answer.statuses[0]);
      expect(Object.keys(bodyOf(answer) as object)).toEqual(Object.keys(shape));
      expect(answer.text).not.toContain(bad);
    }
  });

  test('lets no other origin in unless told which', async () => {
    const headers = ['Origin: https://app.example', 'Access-Control-Request-Method: POST'];
    const preflight = await ask(`OPTIONS ${path}`, headers);
    expect(preflight.statuses).toEqual([405]);
    expect(headerOf(preflight, 'allow')?.split(', ')).toEqual(expect.arrayContaining(['GET', 'HEAD']));
    expect(headerOf(preflight, 'allow')).not.toContain('OPTIONS');
    for (const answer of [preflight, await ask(`GET ${path}`, headers)]) {
      expect(headerOf(answer, 'access-control-allow-origin')).toBeUndefined();
      expect(headerOf(answer, 'vary') ?? '').not.toContain('Origin');
    }
  });

  test('says little of itself, and how to be shown', async () => {
    const answer = await ask(`GET ${path}`);
    for (const name of ['server', 'x-powered-by']) expect(headerOf(answer, name)).toBeUndefined();
    expect(headerOf(answer, 'x-content-type-options')).toBe('nosniff');
    expect(headerOf(answer, 'content-security-policy')).toContain("default-src 'none'");
    expect(headerOf(answer, 'content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headerOf(answer, 'x-frame-options') === undefined).toBe(path.startsWith('/trpc/'));
    expect(headerOf(answer, 'referrer-policy')).toBe('no-referrer');
    expect(headerOf(answer, 'x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('bodies for tRPC', () => {
  const path = '/trpc/homeowner.requests.list';
  const create = '/trpc/homeowner.requests.create';
  const signedIn = () => [`Authorization: Bearer ${hannah}`];

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/json\ta',
    'application/jsonp',
    'application/jsonl',
    'json',
    '',
  ])('"%s" is 415', async (type) => {
    const answer = await post(create, [`Content-Type: ${type}`, ...signedIn()], '{"json":{}}');
    expect(answer.statuses).toEqual([415]);
    expect(bodyOf(answer)).toMatchObject({ error: { json: { data: { code: 'UNSUPPORTED_MEDIA_TYPE' } } } });
  });

  test('without a type it is 415', async () => {
    expect((await post(create, signedIn(), '{"json":{}}')).statuses).toEqual([415]);
  });

  test('more than 100 KiB is 413, counted or chunked', async () => {
    const large = `{"json":{"description":"${'x'.repeat(200_000)}"}}`;
    const counted = await post(create, [...json, ...signedIn()], large);
    const chunk = `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`;
    const chunked = await ask(
      `POST ${create}`,
      [...json, ...signedIn(), 'Transfer-Encoding: chunked'],
      chunk,
    );
    for (const answer of [counted, chunked]) {
      expect(answer.statuses).toEqual([413]);
      expect(bodyOf(answer)).toMatchObject({ error: { json: { data: { code: 'PAYLOAD_TOO_LARGE' } } } });
    }
  });

  test.each([
    ['an own __proto__', '{"json":{"__proto__":{"polluted":1}}}'],
    ['a constructor', '{"json":{"constructor":{"prototype":{"polluted":1}}}}'],
    ['__proto__ beside json', '{"json":{},"__proto__":{"polluted":1}}'],
    ['__proto__ in an annotation', '{"json":{},"meta":{"values":{"__proto__.polluted":["Date"]},"v":1}}'],
    ['depth', `{"json":${'['.repeat(40_000)}${']'.repeat(40_000)}}`],
    ['depth by objects', `{"json":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`],
    ['a list', '[]'],
    ['null', 'null'],
    ['nothing', ''],
    ['a byte order mark twice', '\uFEFF\uFEFF{}'],
    ['an operator', '{"json":{"title":{"$ne":null}}}'],
  ])('%s is 400', async (_, body) => {
    const answer = await post(create, [...json, ...signedIn()], body);
    expect(answer.statuses).toEqual([400]);
    expect(bodyOf(answer)).toMatchObject({ error: { json: { data: { appCode: 'bad_input' } } } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a batch of eleven, of commas, with a stream or of two kinds is 400', async () => {
    const eleven = Array(11).fill('public.status').join(',');
    for (const calls of [eleven, ','.repeat(300), 'live.feed', 'public.status,live.feed']) {
      const answer = await ask(`GET /trpc/${calls}?batch=1`, signedIn());
      expect({ calls, status: answer.statuses[0] }).toEqual({ calls, status: 400 });
    }
    expect((await ask(`GET /trpc/${'a,'.repeat(700)}?batch=1`)).statuses).toEqual([414]);
    const mixed = await ask('GET /trpc/public.status,homeowner.requests.create?batch=1', signedIn());
    expect(mixed.statuses).toEqual([400]);
  });

  test('GET of a mutation and POST of a query are 405', async () => {
    expect((await ask(`GET ${create}`, signedIn())).statuses).toEqual([405]);
    expect((await post(path, [...json, ...signedIn()], '{"json":{}}')).statuses).toEqual([405]);
    expect((await ask('PATCH /trpc/public.status')).statuses).toEqual([405]);
    expect((await ask('DELETE /trpc/public.status')).statuses).toEqual([405]);
  });
});
