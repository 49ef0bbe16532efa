import { composeApi, openConnection } from '@pmp/api/server';
import { afterAll, expect, inject, test } from 'vitest';
import { seedCity } from './seed-city.ts';

const dbName = `seed_city_${process.pid}`;
const connection = openConnection({ url: inject('mongoUrl'), dbName, socketTimeoutMs: 30_000 });
afterAll(async () => {
  await connection.db.dropDatabase();
  await connection.close();
});

test('the demo city is stored once, with its history, in its jurisdictions', async () => {
  const options = { mongoUrl: inject('mongoUrl'), dbName, userNamespace: 'http://127.0.0.1:1/' };
  expect(await seedCity(options)).toBe(240);
  expect(await seedCity(options)).toBe(0);

  const requests = await connection.db.collection('requests').find().toArray();
  expect(requests).toHaveLength(240);
  expect(new Set(requests.map(({ status }) => status))).toEqual(
    new Set(['submitted', 'cancelled', 'rejected']),
  );
  const jurisdictions = new Set(requests.map(({ place }) => place.jurisdictionId));
  expect(jurisdictions).toEqual(new Set(['riverton', 'millbrook']));
  expect(requests.every(({ tail }) => tail.length === 0)).toBe(true);
  const plans = await connection.db.collection('plans').find().toArray();
  expect(plans).toHaveLength(3);
  expect(plans.every(({ makeAt }) => makeAt > new Date())).toBe(true);
  const officials = await connection.db.collection('officials').find().toArray();
  expect(officials.map(({ jurisdictionId }) => jurisdictionId).toSorted()).toEqual(['millbrook', 'riverton']);
  const reinstated = await connection.db.collection('events').countDocuments({ type: 'reinstated' });
  expect(reinstated).toBeGreaterThan(3);
  const versions = requests.reduce((sum, { version }) => sum + version, 0);
  expect(await connection.db.collection('events').countDocuments()).toBe(versions);
}, 60_000);

test('addresses of the city are found by street', async () => {
  const api = composeApi({ connection, version: 'test', userNamespace: 'x', onError: () => {} });
  await api.prepare();
  const place = api.deps.places.locate(
    { line1: '12 Ferry Lane', city: 'Riverton', postalCode: '55101' },
    undefined,
  );
  expect(place).toMatchObject({ jurisdictionId: 'riverton', precision: 'street' });
  await api.stop();
});
