import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const requests = '/homeowner/requests';
const report = {
  title: 'Kitchen tap leaks',
  description: 'It drips.',
  category: 'plumbing',
  address: { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' },
};

type Method = 'TRACE' | 'QUERY' | 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'HEAD';
const send = async (
  method: Method,
  url: string,
  options: { body?: unknown; headers?: object; as?: string } = {},
) =>
  server.app.inject({
    method,
    url,
    headers: { ...(await server.as(options.as ?? 'hannah')), ...options.headers },
    ...(options.body !== undefined && { payload: options.body as object }),
  });
const create = async (body: object = report, headers: object = {}) => {
  const reply = await send('POST', requests, { body, headers });
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json();
};
const missingId = 'f'.repeat(24);

describe('the calls of the reference', () => {
  test('report, list, read', async () => {
    const reply = await send('POST', requests, { body: { ...report, priority: 'high' } });
    expect(reply.statusCode).toBe(201);
    expect(reply.headers['content-type']).toBe('application/json');
    expect(reply.headers['cache-control']).toBe('no-store');
    const made = reply.json();
    expect(made).toMatchObject({ ...report, priority: 'high', status: 'submitted' });
    expect(made.id).toMatch(/^[0-9a-f]{24}$/);
    expect(made.number).toMatch(/^PM-/);
    expect(made.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(reply.headers.location).toBe(`${requests}/${made.id}`);

    const read = await send('GET', `${requests}/${made.id}`);
    expect(read.json()).toEqual(made);
    const list = await send('GET', requests);
    expect(list.json()[0]).toEqual(made);
    const others = await send('GET', requests, { as: 'henry' });
    expect(others.json()).toEqual([]);
    expect((await send('HEAD', requests)).statusCode).toBe(200);
  });

  test('keys that are not known are dropped, and so is the null of what may be left out', async () => {
    const made = await create({
      ...report,
      priority: null,
      location: null,
      status: 'closed',
      homeownerId: missingId,
      version: 9,
      address: { ...report.address, line2: null, planet: 'Mars' },
    });
    expect(made).toMatchObject({ status: 'submitted', version: 1, address: report.address });
    expect(made.address).toEqual(report.address);
  });

  test('a position is sent and answered by the same name', async () => {
    const location = { lon: 13.4, lat: 52.5 };
    expect(await create({ ...report, location })).toMatchObject({ location });
  });

  test('an idempotency key answers the first request again, and refuses another payload', async () => {
    const headers = { 'idempotency-key': '"0b6f2f0e-aaaa-4bbb-8ccc-111122223333"' };
    const first = await create(report, headers);
    expect(await create(report, headers)).toEqual(first);
    const again = await create({ ...report, clientKey: '0b6f2f0e-aaaa-4bbb-8ccc-111122223333' });
    expect(again).toEqual(first);
    const other = await send('POST', requests, { body: { ...report, title: 'Another' }, headers });
    expect(other.statusCode).toBe(422);
    expect(other.json().detail[0].loc).toEqual(['header', 'idempotency-key']);
    const bad = await send('POST', requests, { body: report, headers: { 'idempotency-key': 'x' } });
    expect(bad.json().detail).toMatchObject([
      { type: 'string_too_short', loc: ['header', 'idempotency-key'] },
    ]);
  });
});

describe('what else a homeowner can do', () => {
  test('correct, withdraw, follow', async () => {
    const { id } = await create();
    const edited = await send('PATCH', `${requests}/${id}`, { body: { version: 1, title: 'New title' } });
    expect(edited.json()).toMatchObject({ id, title: 'New title', version: 2 });
    const stale = await send('PATCH', `${requests}/${id}`, { body: { version: 1, title: 'Older' } });
    expect(stale.statusCode).toBe(409);
    expect(stale.json()).toMatchObject({ code: 'stale_version', currentVersion: 2 });
    expect(typeof stale.json().detail).toBe('string');

    const cancelled = await send('POST', `${requests}/${id}/cancel`);
    expect(cancelled.json()).toMatchObject({ id, status: 'cancelled' });
    const again = await send('POST', `${requests}/${id}/cancel`, { body: {} });
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: 'invalid_transition' });

    const timeline = await send('GET', `${requests}/${id}/timeline`);
    expect(timeline.json().map(({ type }: { type: string }) => type)).toEqual([
      'submitted',
      'edited',
      'cancelled',
    ]);
  });

  test('properties', async () => {
    const property = { label: 'Home', kind: 'house', address: report.address };
    const made = await send('POST', '/homeowner/properties', { body: property });
    expect(made.statusCode).toBe(201);
    const { id, version } = made.json();
    const edited = await send('PATCH', `/homeowner/properties/${id}`, {
      body: { version, label: 'Old home' },
    });
    expect(edited.json()).toMatchObject({ id, label: 'Old home' });
    expect((await send('GET', '/homeowner/properties')).json()).toEqual([edited.json()]);
    const { address: _, ...rest } = report;
    expect(await create({ ...rest, propertyId: id })).toMatchObject({
      propertyId: id,
      address: report.address,
    });
    const foreign = await send('POST', requests, { body: { ...rest, propertyId: id }, as: 'henry' });
    expect(foreign.statusCode).toBe(422);
    expect(foreign.json().detail).toMatchObject([{ type: 'value_error', loc: ['body', 'propertyId'] }]);
  });

  test('categories and status are open', async () => {
    const categories = await server.app.inject('/categories');
    expect(categories.json()).toContainEqual(expect.objectContaining({ code: 'plumbing' }));
    expect((await server.app.inject('/status')).json()).toMatchObject({ status: 'ok' });
  });
});

describe('who may', () => {
  const calls = [
    ['GET', requests],
    ['POST', requests],
    ['GET', `${requests}/${missingId}`],
    ['PATCH', `${requests}/${missingId}`],
    ['POST', `${requests}/${missingId}/cancel`],
    ['GET', `${requests}/${missingId}/timeline`],
    ['GET', '/homeowner/properties'],
    ['POST', '/homeowner/properties'],
    ['PATCH', `/homeowner/properties/${missingId}`],
  ] as const;

  test.each(calls)('%s %s without a token', async (method, url) => {
    for (const payload of ['', '{', '{"$ne":1}']) {
      const reply = await server.app.inject({ method, url, ...(method !== 'GET' && { payload }) });
      expect(reply.statusCode).toBe(401);
      expect(reply.headers['www-authenticate']).toBe('Bearer');
      expect(reply.headers['content-type']).toBe('application/json');
      expect(reply.json()).toEqual({ detail: 'Not authenticated' });
    }
  });

  test.each(calls)('%s %s with a token that does not verify', async (method, url) => {
    const token = await server.issuer.mint({ expiresIn: -60 });
    const reply = await server.app.inject({ method, url, headers: { authorization: `Bearer ${token}` } });
    expect(reply.statusCode).toBe(401);
    expect(reply.headers['www-authenticate']).toContain('error="invalid_token"');
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.json()).toEqual({ detail: 'The token has expired' });
  });

  test.each(calls)('%s %s in another role', async (method, url) => {
    for (const as of ['carlos', 'olivia']) {
      const reply = await send(method, url, { as });
      expect(reply.statusCode).toBe(403);
      expect(reply.json()).toEqual({ detail: 'Only a homeowner may do this' });
    }
  });

  test("another's request, a missing one and no id at all are the same", async () => {
    const { id } = await create();
    const shape = async (method: Method, url: string, as: string, body?: object) => {
      const reply = await send(method, url, { as, ...(body && { body }) });
      const { 'x-request-id': _, date: __, ...headers } = reply.headers;
      return { status: reply.statusCode, body: reply.body, headers };
    };
    const missing = await shape('GET', `${requests}/${missingId}`, 'henry');
    expect(missing).toMatchObject({ status: 404, body: '{"detail":"Not Found"}' });
    for (const given of [id, 'x', '%00', '1'.repeat(300), '%24ne', '[object Object]', id.toUpperCase()]) {
      expect(await shape('GET', `${requests}/${given}`, 'henry'), given).toEqual(missing);
      expect(await shape('GET', `${requests}/${given}/timeline`, 'henry')).toEqual(missing);
      expect(await shape('PATCH', `${requests}/${given}`, 'henry', { version: 1, title: 'Mine' })).toEqual(
        missing,
      );
      expect(await shape('POST', `${requests}/${given}/cancel`, 'henry', {})).toEqual(missing);
    }
  });
});

describe('manners', () => {
  test('other methods, slashes, unknown paths', async () => {
    const put = await send('PUT', requests, { body: report });
    expect(put.statusCode).toBe(405);
    expect(put.headers.allow).toBe('GET, POST, HEAD');
    expect(put.json()).toEqual({ detail: 'Method Not Allowed' });
    for (const method of ['TRACE', 'QUERY', 'DELETE'] as const) {
      expect((await send(method, requests)).statusCode, method).toBe(405);
    }
    expect((await send('DELETE', `${requests}/${missingId}`)).headers.allow).toBe('GET, PATCH, HEAD');
    expect((await send('GET', `${requests}/${missingId}/cancel`)).headers.allow).toBe('POST');

    const slash = await send('POST', `${requests}/?a=/b/`, {
      body: report,
      headers: { host: 'evil.example' },
    });
    expect(slash.statusCode).toBe(307);
    expect(slash.headers.location).toBe(`${requests}?a=/b/`);

    for (const url of [
      '/homeowner',
      '/homeowner/nothing',
      `${requests}/${missingId}/nothing`,
      `/${requests}`,
    ]) {
      const reply = await send('GET', url);
      expect([reply.statusCode, reply.json()], url).toEqual([404, { detail: 'Not Found' }]);
    }
  });

  test('problem documents for those who ask', async () => {
    const headers = { accept: 'application/problem+json, application/json;q=0.5' };
    const missing = await send('GET', `${requests}/${missingId}`, { headers });
    expect(missing.headers['content-type']).toBe('application/problem+json');
    expect(missing.json()).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'Not Found',
    });
    const bad = await send('POST', requests, { body: {}, headers });
    expect(bad.json()).toMatchObject({ status: 422, errors: [{ type: 'missing' }, {}, {}] });
  });
});
