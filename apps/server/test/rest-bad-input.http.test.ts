import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
let hannah: { authorization: string };
beforeAll(async () => {
  server = await startTestServer();
  hannah = await server.as('hannah');
});
afterAll(() => server.close());

const requests = '/homeowner/requests';
const report = {
  title: 'Kitchen tap leaks',
  description: 'It drips.',
  category: 'plumbing',
  address: { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' },
};
const post = (body: unknown, headers: object = {}) =>
  server.app.inject({
    method: 'POST',
    url: requests,
    headers: { ...hannah, ...headers },
    payload: body as object,
  });

const refused = async (body: unknown, headers: object = {}) => {
  const reply = await post(body, headers);
  expect(reply.statusCode, reply.body).toBe(422);
  expect(reply.headers['content-type']).toBe('application/json');
  return reply.json().detail;
};

// Each as FastAPI 0.115 answered it.
test.each([
  ['', [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }]],
  ['null', [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }]],
  [
    '[]',
    [
      {
        type: 'model_attributes_type',
        loc: ['body'],
        msg: 'Input should be a valid dictionary or object to extract fields from',
        input: [],
      },
    ],
  ],
])('the body %j', async (body, detail) => {
  expect(await refused(body, { 'content-type': 'application/json' })).toEqual(detail);
});

test.each([
  ['{"title": ', 10],
  ['{"title": 1,}', 12],
  ['abc', 0],
])('%j is not JSON', async (body, position) => {
  expect(await refused(body, { 'content-type': 'application/json' })).toMatchObject([
    { type: 'json_invalid', loc: ['body', position], msg: 'JSON decode error', input: {} },
  ]);
});

test('a body of another type is no object; without a type it is JSON', async () => {
  const body = JSON.stringify(report);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    expect(await refused(body, { 'content-type': type })).toMatchObject([{ type: 'model_attributes_type' }]);
  }
  const reply = await server.app.inject({ method: 'POST', url: requests, headers: hannah, payload: body });
  expect(reply.statusCode).toBe(201);
});

test('each field that is wrong is named once', async () => {
  const detail = await refused({
    title: 'a',
    description: {},
    category: 'No!',
    priority: 'x',
    location: 1,
  });
  expect(detail.map(({ type, loc }: { type: string; loc: string[] }) => [type, loc.join('.')])).toEqual([
    ['string_too_short', 'body.title'],
    ['string_type', 'body.description'],
    ['string_pattern_mismatch', 'body.category'],
    ['enum', 'body.priority'],
    ['model_attributes_type', 'body.location'],
  ]);
  expect(await refused({ ...report, address: undefined })).toMatchObject([{ loc: ['body', 'address'] }]);
  expect(await refused({ ...report, category: 'no-such-thing' })).toMatchObject([
    { type: 'value_error', loc: ['body', 'category'], input: 'no-such-thing' },
  ]);
});

test('what a check of the whole could not take is named by itself', async () => {
  const carlos = await server.as('carlos');
  const line = { kind: 'labour', text: 'Work', quantity: 1e306, unit: 'h', unitPrice: 100 };
  const invoice = await server.app.inject({
    method: 'POST',
    url: `/contractor/jobs/${'a'.repeat(24)}/invoice`,
    headers: carlos,
    payload: { lines: [line], currency: 'EUR' },
  });
  expect(invoice.statusCode).toBe(422);
  expect(invoice.json().detail).toMatchObject([{ loc: ['body', 'lines', 0, 'quantity'] }]);
  const calendar = await server.app.inject({
    method: 'GET',
    url: '/contractor/calendar?from=2027-02-30T10:00:00Z&to=2027-03-01T10:00:00Z',
    headers: carlos,
  });
  expect(calendar.statusCode).toBe(422);
  expect(calendar.json().detail).toMatchObject([{ loc: ['query', 'from'] }]);
});

test('operators and prototypes are refused wherever they hide', async () => {
  const operators = ['$ne', '$gt', '$regex', '$in', '$exists', '$not', '$where'];
  const fields = [
    'title',
    'description',
    'category',
    'priority',
    'propertyId',
    'clientKey',
    'address',
    'unknown',
  ];
  for (const operator of operators) {
    for (const field of fields) {
      expect(await refused({ ...report, [field]: { [operator]: null } })).toMatchObject([
        { type: 'extra_forbidden', loc: ['body', field, operator] },
      ]);
    }
  }
  const nasty = ['{"__proto__":{"a":1}}', '{"a":{"constructor":{}}}', '{"a":[{"prototype":1}]}', '{"a.b":1}'];
  for (const body of nasty) {
    expect(await refused(body, { 'content-type': 'application/json' })).toMatchObject([
      { type: 'extra_forbidden' },
    ]);
  }
  expect(await refused(Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`$${n}`, 1])))).toHaveLength(
    10,
  );
  expect(({} as Record<string, unknown>)['a']).toBeUndefined();
});

test('depth, size and broken text end in a refusal', async () => {
  const json = { 'content-type': 'application/json' };
  const deep = `{"a":${'['.repeat(40_000)}${']'.repeat(40_000)}}`;
  expect(await refused(deep, json)).toMatchObject([{ type: 'recursion_loop' }]);
  expect(await refused(Buffer.from([0x7b, 0xff, 0x7d]), json)).toMatchObject([{ type: 'json_invalid' }]);
  expect(await refused({ ...report, title: 'a\u0000bcd' })).toMatchObject([{ loc: ['body', 'title'] }]);
  const large = await post({ ...report, description: 'x'.repeat(200_000) });
  expect(large.statusCode).toBe(413);
  expect(large.json()).toEqual({ detail: 'Request body is too large' });
});

test.each([
  ['limit=abc', 'int_parsing'],
  ['limit=1.5', 'int_parsing'],
  ['limit=', 'int_parsing'],
  ['limit=0', 'greater_than_equal'],
  ['limit=1001', 'less_than_equal'],
  ['status=open', 'enum'],
  ['cursor=x', 'string_too_short'],
  ['%24where=1', 'extra_forbidden'],
])('the query %s', async (query, type) => {
  const reply = await server.app.inject({ url: `${requests}?${query}`, headers: hannah });
  expect(reply.statusCode).toBe(422);
  const name = decodeURIComponent(query).split('=')[0];
  expect(reply.json().detail).toMatchObject([{ type, loc: ['query', name] }]);
});
