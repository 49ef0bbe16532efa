import { composeApi, openConnection } from '@pmp/api/server';
import { requestStatuses } from '@pmp/contracts/lifecycle';
import { afterAll, expect, inject, test } from 'vitest';
import { persona } from '../personas.ts';
import { createCallers } from './callers.ts';
import { dayOf } from './moment.ts';
import { seedCity } from './seed-city.ts';

const dbName = `seed_city_${process.pid}`;
const connection = openConnection({ url: inject('mongoUrl'), dbName, socketTimeoutMs: 30_000 });
const userNamespace = 'http://127.0.0.1:1/';
const now = new Date();
const options = { mongoUrl: inject('mongoUrl'), dbName, userNamespace, now };
const api = composeApi({ connection, version: 'test', userNamespace, onError: () => {} });
afterAll(async () => {
  await api.stop();
  await connection.db.dropDatabase();
  await connection.close();
});

const all = (name: string) => connection.db.collection(name).find().sort({ _id: 1 }).toArray();
const written = [
  'requests',
  'quotes',
  'changeOrders',
  'workLog',
  'invoices',
  'contractors',
  'events',
  'plans',
];

test('cut short, it is completed by the next run; whole, it is left alone', async () => {
  const cut = seedCity({
    ...options,
    onProgress: (done) => {
      if (done === 20) throw new Error('The light went out');
    },
  });
  await expect(cut).rejects.toThrow('The light went out');
  expect(await connection.db.collection('requests').countDocuments()).toBeLessThan(30);
  expect(await seedCity(options)).toBe(240);
  expect(await seedCity(options)).toBe(0);
}, 120_000);

test('every state is there with its whole history, in its jurisdiction, and nothing is due at once', async () => {
  const requests = await all('requests');
  expect(requests).toHaveLength(240);
  expect(new Set(requests.map(({ status }) => status))).toEqual(new Set(requestStatuses));
  expect(new Set(requests.map(({ place }) => place.jurisdictionId))).toEqual(
    new Set(['riverton', 'millbrook']),
  );
  expect(requests.every(({ tail }) => tail.length === 0)).toBe(true);
  const tomorrow = new Date(now.getTime() + 86_400_000);
  expect(requests.filter(({ dueAt }) => dueAt && dueAt < tomorrow)).toEqual([]);
  const plans = await all('plans');
  expect(plans).toHaveLength(3);
  expect(plans.every(({ makeAt }) => makeAt > tomorrow)).toBe(true);
  const versions = requests.reduce((sum, { version }) => sum + version, 0);
  expect(await connection.db.collection('events').countDocuments()).toBe(versions);
});

test('what happened to a request happened in that order', async () => {
  const events = await all('events');
  const bySubject = Map.groupBy(events, ({ subject }) => String(subject));
  expect(bySubject.size).toBe(240);
  for (const ofOne of bySubject.values()) {
    const times = ofOne.toSorted((a, b) => a.seq - b.seq).map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
});

test('whoever signs in finds something to do', async () => {
  await api.prepare();
  const city = createCallers({ deps: api.deps, userNamespace, from: dayOf(now) });
  city.at(-24 * 60, 'looking');
  const limit = 100;
  const homeowners = [persona('homeowner'), persona('homeowner', true)];
  const lists = await Promise.all(homeowners.map(({ sub }) => city.homeowner(sub).requests.list({ limit })));
  const [hannah, henry] = lists.map(({ items }) => new Set(items.map(({ status }) => status)));
  expect(hannah).toEqual(new Set(requestStatuses));
  expect(henry?.size).toBeGreaterThanOrEqual(6);

  for (const [who, jobs] of [
    [persona('contractor'), 5],
    [persona('contractor', true), 4],
  ] as const) {
    const { jobs: seen, quotes, profile } = city.contractor(who.sub);
    const { items } = await seen.list({ limit });
    expect(new Set(items.map(({ status }) => status)).size).toBeGreaterThanOrEqual(jobs);
    expect((await seen.invitations({ limit })).items.length).toBeGreaterThanOrEqual(3);
    expect((await seen.board({ limit })).items.length).toBeGreaterThanOrEqual(2);
    expect(new Set((await quotes.list({ limit })).items.map(({ state }) => state))).toContain('accepted');
    expect((await profile.get())?.rating.count).toBeGreaterThan(0);
    const days = { from: now, to: new Date(now.getTime() + 20 * 86_400_000) };
    expect((await seen.calendar(days)).length).toBeGreaterThan(0);
  }
});

test('told again from the start, every command is known and nothing changes', async () => {
  const before = await Promise.all(written.map(all));
  expect(before.map((docs) => docs.length > 0)).toEqual(written.map(() => true));
  await connection.db.collection('seeds').updateMany({}, { $unset: { at: '' } });
  expect(await seedCity(options)).toBe(240);
  expect(await Promise.all(written.map(all))).toEqual(before);
}, 120_000);

test('addresses of the city are found by street', () => {
  const place = api.deps.places.locate(
    { line1: '12 Ferry Lane', city: 'Riverton', postalCode: '55101' },
    undefined,
  );
  expect(place).toMatchObject({ jurisdictionId: 'riverton', precision: 'street' });
});
