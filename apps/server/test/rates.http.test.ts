import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';
import { startTcpProxy } from './support/tcp-proxy.ts';

const rates = { anonymous: 60, signedIn: 100 };
let server: TestServer;
let beside: TestServer;
let proxy: Awaited<ReturnType<typeof startTcpProxy>>;
const log: string[] = [];
beforeAll(async () => {
  proxy = await startTcpProxy(inject('mongoUrl'));
  server = await startTestServer({ env: { rates }, onLog: (line) => log.push(line) });
  beside = await startTestServer({ env: { rates }, beside: server, mongoUrl: proxy.url });
});
afterAll(async () => {
  await beside.close();
  await server.close();
  await proxy.close();
});

let networks = 0;
/** An address that nobody else has come from. */
const newAddress = () => {
  networks += 1;
  return `203.0.113.${networks}`;
};
const status = '/trpc/public.status';
const batchOf = (path: string, calls: number) => `/trpc/${Array(calls).fill(path).join(',')}?batch=1`;
const asPerson = async (sub: string) => ({
  authorization: `Bearer ${await server.issuer.mint({ sub, roles: ['homeowner'] })}`,
});

interface Asked {
  url?: string;
  method?: 'GET' | 'POST';
  headers?: object;
  from?: string;
  at?: TestServer;
  body?: object;
}
const send = ({ url = status, method = 'GET', headers = {}, from = '127.0.0.1', at = server, body }: Asked) =>
  at.app.inject({
    url,
    method,
    headers: { ...headers },
    remoteAddress: from,
    ...(body && { payload: body }),
  });

/** Sends until it is refused; answers how many were not, and the refusal. */
const flood = async (asked: Asked, most = 300) => {
  for (let sent = 0; sent < most; sent += 1) {
    const reply = await send(asked);
    if (reply.statusCode === 429) return { sent, refusal: reply };
  }
  throw new Error('Nothing was refused');
};

/** Points come back with time: a slow machine may see one or two of them. */
const expectAbout = (sent: number, expected: number) => {
  expect(sent).toBeGreaterThanOrEqual(expected);
  expect(sent).toBeLessThanOrEqual(expected + 2);
};

describe('points', () => {
  test('an address without a token has 60 a minute', async () => {
    expectAbout((await flood({ from: newAddress() })).sent, 60);
  });

  test.each([
    ['a batch of ten questions costs ten', { url: batchOf('public.status', 10) }, 6],
    ['escaped commas part calls, too', { url: batchOf('public.status', 10).replaceAll(',', '%252C') }, 6],
    ['so they do with an escaped prefix', { url: batchOf('public.status', 10).replace('t', '%74') }, 6],
    ['a REST question costs one', { url: '/status' }, 60],
    ['a REST list of a thousand costs ten', { url: '/homeowner/requests?limit=1000' }, 6],
    ['also where another limit is repeated', { url: '/homeowner/requests?limit=1&limit=1000' }, 6],
    ['and one where the last is small', { url: '/homeowner/requests?limit=1000&limit=1' }, 60],
    ['a change costs five', { url: '/trpc/homeowner.requests.create', method: 'POST', body: {} }, 12],
    ['so it does over REST', { url: '/homeowner/requests', method: 'POST', body: {} }, 12],
    [
      'a batch of ten changes costs fifty',
      { url: batchOf('homeowner.requests.create', 10), method: 'POST', body: {} },
      1,
    ],
    ['a stream costs one to open', { url: '/trpc/live.feed' }, 60],
  ] satisfies [string, Asked, number][])('%s', async (_, asked, expected) => {
    expectAbout((await flood({ ...asked, from: newAddress() })).sent, expected);
  });

  test('belong to the person and not to the address, over both doors together', async () => {
    const from = newAddress();
    const [ann, bob] = await Promise.all([asPerson('ann'), asPerson('bob')]);
    const list = '/trpc/homeowner.requests.list';
    expectAbout((await flood({ url: list, headers: ann, from })).sent, 100);
    expect((await send({ url: '/homeowner/requests', headers: ann, from: newAddress() })).statusCode).toBe(
      429,
    );
    expect((await send({ url: '/homeowner/requests', headers: bob, from })).statusCode).toBe(200);
    expect((await send({ from })).statusCode).toBe(200);
  });

  test.each([
    ['without a limit pays for each hundred as it comes to them', 'hal', ''],
    ['with one has paid for them before', 'ivy', '?limit=201'],
  ])('a REST list %s', async (_, sub, query) => {
    const headers = await asPerson(sub);
    const planting = await startTestServer({ beside: server });
    const url = batchOf('homeowner.properties.create', 10);
    const address = { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' };
    const property = { label: 'Home', kind: 'house', address };
    const body = Object.fromEntries(Array.from({ length: 10 }, (__, at) => [at, { json: property }]));
    for (let batch = 0; batch < 21; batch += 1) {
      expect((await send({ at: planting, url, method: 'POST', headers, body })).statusCode).toBe(200);
    }
    await planting.close();
    const { sent, refusal } = await flood({ url: `/homeowner/properties${query}`, headers });
    // Each is three pages.
    expectAbout(sent, 33);
    expect(refusal.headers['retry-after']).toMatch(/^\d+$/);
    expect(refusal.json()).toEqual({ detail: expect.stringMatching(/^Too many calls; try again in \d+ s$/) });
  });

  test('a forged X-Forwarded-For or Forwarded buys nothing', async () => {
    const from = newAddress();
    for (let sent = 0; sent < 60; sent += 1) {
      const forged = `198.51.100.${sent}`;
      const headers = {
        'x-forwarded-for': forged,
        forwarded: `for=${forged}`,
        'x-real-ip': forged,
        'cf-connecting-ip': forged,
      };
      expect((await send({ from, headers })).statusCode).toBe(200);
    }
    expect((await send({ from, headers: { 'x-forwarded-for': '198.51.100.99' } })).statusCode).toBe(429);
  });

  test('one network of IPv6 has one purse', async () => {
    await flood({ from: '2001:db8:1:2::1' });
    expect((await send({ from: '2001:db8:1:2:ffff::9' })).statusCode).toBe(429);
    expect((await send({ from: '2001:db8:1:3::1' })).statusCode).toBe(200);
  });

  test('a bad token costs its address one, and at last 429 comes in its place', async () => {
    const from = newAddress();
    const headers = { authorization: 'Bearer a.b.c' };
    const { sent, refusal } = await flood({ from, headers });
    expectAbout(sent, 60);
    expect(refusal.headers['www-authenticate']).toBeUndefined();
    // A good token from there is somebody else's affair.
    expect((await send({ from, headers: await asPerson('eve') })).statusCode).toBe(200);
  });
});

describe('a refusal', () => {
  test('has the shape of its door, and says when to come again', async () => {
    const from = newAddress();
    const { refusal } = await flood({ from });
    const seconds = Number(refusal.headers['retry-after']);
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(61);
    expect(refusal.json()).toMatchObject({
      error: { json: { data: { code: 'TOO_MANY_REQUESTS', httpStatus: 429, appCode: 'too_many' } } },
    });
    const rest = await send({ url: '/status', from });
    expect(rest.statusCode).toBe(429);
    expect(rest.headers['retry-after']).toMatch(/^\d+$/);
    expect(rest.json()).toEqual({ detail: expect.stringMatching(/^Too many calls; try again in \d+ s$/) });
  });

  test('comes before any call of the batch has run', async () => {
    const headers = await asPerson('dan');
    const create = (at: number) => ({
      title: `Tap ${at} leaks`,
      description: 'It drips.',
      category: 'plumbing',
      address: { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' },
    });
    const body = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [at, { json: create(at) }]));
    const post = () =>
      send({
        url: batchOf('homeowner.requests.create', 9),
        method: 'POST',
        headers,
        from: newAddress(),
        body,
      });
    expect((await post()).statusCode).toBe(200);
    expect((await post()).statusCode).toBe(200);
    expect((await post()).statusCode).toBe(429);
    const list = await send({ url: '/homeowner/requests', headers });
    expect(list.json()).toHaveLength(18);
  });

  test('is never the answer of health, version or settings', async () => {
    const from = newAddress();
    await flood({ from });
    for (const url of ['/healthz', '/readyz', '/version', '/config.json', '/openapi.json']) {
      expect([url, (await send({ url, from })).statusCode]).toEqual([url, 200]);
    }
    expect((await send({ url: '/nowhere', from })).statusCode).toBe(404);
  });
});

describe('two instances', () => {
  test('share one purse within the documented step', async () => {
    const headers = await asPerson('fay');
    const list = '/homeowner/requests';
    const [one, other] = await Promise.all([
      flood({ url: list, headers, at: server }),
      flood({ url: list, headers, at: beside }),
    ]);
    const total = one.sent + other.sent;
    expect(total).toBeGreaterThanOrEqual(100);
    expect(total).toBeLessThanOrEqual(100 + 2 * (100 / 20 + 1));
    expect((await send({ url: list, headers, at: beside })).statusCode).toBe(429);
  });

  test('each count for themselves while the database is away', async () => {
    const from = newAddress();
    proxy.cut();
    const { sent } = await flood({ url: '/trpc/public.status', from, at: beside });
    expectAbout(sent, 60);
    expect(beside.api.meter.isShared()).toBe(false);
    expect((await send({ from, at: server })).statusCode).toBe(200);
    proxy.mend();
  });
});

test('costs no command a call', async () => {
  const headers = await asPerson('gus');
  const sent: string[] = [];
  server.connection.client.on('commandStarted', ({ commandName, command }) => {
    if (String(command[commandName]) === 'spentPoints') sent.push(commandName);
  });
  for (let call = 0; call < 90; call += 1) await send({ url: '/status', headers });
  // 90 points in steps of 5, two commands each at most; a purse of 600 would take steps of 30.
  expect(sent.length).toBeLessThanOrEqual(2 * 18 + 4);
});
