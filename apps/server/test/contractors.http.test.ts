import { saveJurisdictions, territoryAround } from '@pmp/api/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newProfile } from '../src/rest/samples/contractor.ts';
import { callTrpc } from './support/mutations.ts';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

const profile = '/contractor/profile';
const { centre } = newProfile.serviceArea;
const city = { id: 'riverton', name: 'Riverton', territory: territoryAround(centre, 1), entries: [] };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await saveJurisdictions(server.connection.db, [city]);
  await server.api.prepare();
});
afterAll(() => server.close());

const send = async (
  method: 'GET' | 'POST',
  url: string,
  { as = 'carlos', body, headers = {} }: { as?: string; body?: object; headers?: object } = {},
) =>
  server.app.inject({
    method,
    url,
    headers: { ...(await server.as(as)), ...headers },
    ...(body && { payload: body }),
  });

/** A homeowner's request beside the contractor. */
const reported = async () => {
  const address = { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' };
  const body = {
    title: 'Tap leaks',
    description: 'It drips.',
    category: 'plumbing',
    address,
    location: centre,
  };
  const reply = await send('POST', '/homeowner/requests', { as: 'hannah', body });
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json<{ id: string }>().id;
};

describe('a profile over REST', () => {
  test('is null, then what was saved, with times as text', async () => {
    expect((await send('GET', profile, { as: 'chloe' })).body).toBe('null');
    const saved = await send('POST', profile, {
      as: 'chloe',
      body: { ...newProfile, unknown: 'is dropped' },
    });
    expect(saved.statusCode, saved.body).toBe(200);
    expect(saved.json()).toMatchObject({ ...newProfile, version: 1, areaResolution: 7 });
    expect((await send('GET', profile, { as: 'chloe' })).json()).toEqual(saved.json());
    const again = await send('POST', profile, { as: 'chloe', body: { ...newProfile, version: 7 } });
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: 'stale_version', currentVersion: 1 });
  });

  test('is the same command whether a time came as text or as a Date', async () => {
    const headers = await server.as('carlos');
    const commandKey = 'both-doors-1';
    const overRest = await send('POST', profile, {
      body: newProfile,
      headers: { 'idempotency-key': commandKey },
    });
    expect(overRest.statusCode, overRest.body).toBe(200);
    const dates = { 'insurance.validUntil': ['Date'], 'licences.0.validUntil': ['Date'] };
    const overTrpc = await server.app.inject({
      method: 'POST',
      url: '/trpc/contractor.profile.save',
      headers: { ...headers },
      payload: { json: { ...newProfile, commandKey }, meta: { v: 1, values: dates } },
    });
    expect(overTrpc.json().result.data.json).toEqual(overRest.json());
    const asText = await callTrpc(server, 'contractor.profile.save', {
      headers,
      input: { ...newProfile, commandKey },
    });
    expect(asText.body).toEqual(overTrpc.json());
  });

  const [licence] = newProfile.licences;
  test.each([
    [
      { licences: [{ ...licence, validUntil: '2027-12-31' }] },
      ['body', 'licences', 0, 'validUntil'],
      'datetime_parsing',
    ],
    [
      { licences: [{ ...licence, validUntil: 1_830_000_000 }] },
      ['body', 'licences', 0, 'validUntil'],
      'datetime_type',
    ],
    [{ licences: [{ ...licence, validUntil: undefined }] }, ['body', 'licences', 0, 'validUntil'], 'missing'],
    [
      { insurance: { ...newProfile.insurance, validUntil: '2100-01-01T00:00:00Z' } },
      ['body', 'insurance', 'validUntil'],
      'less_than_equal',
    ],
    [
      { serviceArea: { ...newProfile.serviceArea, radiusM: 5 } },
      ['body', 'serviceArea', 'radiusM'],
      'greater_than_equal',
    ],
    [{ serviceArea: { kind: 'square' } }, ['body', 'serviceArea', 'kind'], 'enum'],
    [{ trades: ['plumbing', 'juggling'] }, ['body', 'trades', 1], 'value_error'],
  ])('with a fault in it is refused: %j', async (fault, loc, type) => {
    const reply = await send('POST', profile, { body: { ...newProfile, ...fault } });
    expect(reply.statusCode, reply.body).toBe(422);
    expect(reply.json().detail).toMatchObject([{ loc, type }]);
  });
});

describe('the contractors of a request over REST', () => {
  test('are listed for its homeowner, a page after the other, and read one by one', async () => {
    for (const as of ['carlos', 'chloe']) {
      expect((await send('POST', profile, { as, body: newProfile })).statusCode).toBe(200);
    }
    const url = `/homeowner/requests/${await reported()}/contractors`;
    const all = await send('GET', url, { as: 'hannah' });
    expect(all.statusCode, all.body).toBe(200);
    expect(all.headers.link).toBeUndefined();
    const listed = all.json<{ id: string }[]>();
    expect(listed).toHaveLength(2);

    const first = await send('GET', `${url}?limit=1`, { as: 'hannah' });
    expect(first.json()).toEqual(listed.slice(0, 1));
    const [, next = ''] = /^<([^>]+)>; rel="next"$/.exec(String(first.headers.link)) ?? [];
    expect(next.startsWith(`${url}?`)).toBe(true);
    expect((await send('GET', next, { as: 'hannah' })).json()).toEqual(listed.slice(1));

    const one = await send('GET', `/homeowner/contractors/${listed[0]?.id}`, { as: 'hannah' });
    expect(one.json()).toEqual(listed[0]);
    for (const hidden of ['PL-2210', 'HM-77120', 'Harbour', 'serviceArea', 'radiusM', 'capacity']) {
      expect(`${all.body} ${one.body}`).not.toContain(hidden);
    }
  });

  test('are nobody else’s to list, and an id that is none names nothing', async () => {
    const id = await reported();
    for (const other of [id, 'f'.repeat(24), 'no-id']) {
      const reply = await send('GET', `/homeowner/requests/${other}/contractors`, { as: 'henry' });
      expect([reply.statusCode, reply.body]).toEqual([404, '{"detail":"Not Found"}']);
    }
  });
});
