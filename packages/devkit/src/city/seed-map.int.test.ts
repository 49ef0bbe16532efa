import { composeApi, openConnection } from '@pmp/api/server';
import { afterAll, expect, inject, test } from 'vitest';
import { seedMap } from './seed-map.ts';

const dbName = `seed_map_${process.pid}`;
const connection = openConnection({ url: inject('mongoUrl'), dbName, socketTimeoutMs: 30_000 });
afterAll(async () => {
  await connection.db.dropDatabase();
  await connection.close();
});

test('the cities are on the map, with nobody in them, however often they are put there', async () => {
  const options = { mongoUrl: inject('mongoUrl'), dbName };
  expect(await seedMap(options)).toEqual(['Riverton', 'Millbrook']);
  await seedMap(options);
  expect(await connection.db.collection('jurisdictions').countDocuments()).toBe(2);
  for (const name of ['requests', 'properties', 'users']) {
    expect(await connection.db.collection(name).countDocuments()).toBe(0);
  }

  const api = composeApi({ connection, version: 'test', userNamespace: 'x', onError: () => {} });
  await api.prepare();
  const address = { line1: '12 Ferry Lane', city: 'Riverton', postalCode: '55101' };
  expect(api.deps.places.locate(address, undefined)).toMatchObject({
    jurisdictionId: 'riverton',
    precision: 'street',
  });
  await api.stop();
});
