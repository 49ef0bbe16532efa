import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ allowances: { requestsADay: 2, properties: 1, plans: 1 } });
});
afterAll(() => server.close());

const address = { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' };
const report = { title: 'Kitchen tap leaks', description: 'It drips.', category: 'plumbing', address };

test('a full day is told by each door in its own words, with the time to come again', async () => {
  const headers = await server.as('hannah');
  const rest = () =>
    server.app.inject({ method: 'POST', url: '/homeowner/requests', headers, payload: report });
  const trpc = () =>
    server.app.inject({
      method: 'POST',
      url: '/trpc/homeowner.requests.create',
      headers,
      payload: { json: report },
    });
  expect((await rest()).statusCode).toBe(201);
  expect((await trpc()).statusCode).toBe(200);

  const message = 'You can report 2 requests a day; try again tomorrow';
  const overRest = await rest();
  expect([overRest.statusCode, overRest.json()]).toEqual([429, { detail: message }]);
  const overTrpc = await trpc();
  expect(overTrpc.statusCode).toBe(429);
  expect(overTrpc.json()).toMatchObject({ error: { json: { message, data: { appCode: 'too_many' } } } });
  for (const { headers: told } of [overRest, overTrpc]) {
    expect(Number(told['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number(told['retry-after'])).toBeLessThanOrEqual(86_400);
  }
});

test('of a batch of ten, as many are made as are left', async () => {
  const batch = Array<string>(10).fill('homeowner.requests.create').join(',');
  const reply = await server.app.inject({
    method: 'POST',
    url: `/trpc/${batch}?batch=1`,
    headers: await server.as('henry'),
    payload: Object.fromEntries(Array.from({ length: 10 }, (_, at) => [at, { json: report }])),
  });
  expect(reply.statusCode).toBe(207);
  const codes = reply
    .json<{ error?: { json: { data: { appCode: string } } } }[]>()
    .map(({ error }) => error?.json.data.appCode ?? 'ok');
  expect(codes.filter((code) => code === 'ok')).toHaveLength(2);
  expect(codes.filter((code) => code === 'too_many')).toHaveLength(8);
});

test('a property too many is refused, and nothing of it is kept', async () => {
  const headers = await server.as('hannah');
  const payload = { label: 'Home', kind: 'house', address };
  const post = () => server.app.inject({ method: 'POST', url: '/homeowner/properties', headers, payload });
  expect((await post()).statusCode).toBe(201);
  const refused = await post();
  expect(refused.statusCode).toBe(429);
  expect(refused.headers['retry-after']).toBeUndefined();
  const list = await server.app.inject({ url: '/homeowner/properties', headers });
  expect(list.json()).toHaveLength(1);
});
