import { composeApi, openConnection, userIdOf } from '@pmp/api/server';
import { afterAll, expect, inject, test } from 'vitest';
import { persona } from '../personas.ts';
import { seedMap } from './seed-map.ts';

const dbName = `seed_map_${process.pid}`;
const connection = openConnection({ url: inject('mongoUrl'), dbName, socketTimeoutMs: 30_000 });
afterAll(async () => {
  await connection.db.dropDatabase();
  await connection.close();
});

test('the cities are on the map, with nobody in them, however often they are put there', async () => {
  const userNamespace = 'http://127.0.0.1:1/';
  const options = { mongoUrl: inject('mongoUrl'), dbName, userNamespace };
  expect(await seedMap(options)).toEqual(['Riverton', 'Millbrook']);
  await seedMap(options);
  expect(await connection.db.collection('jurisdictions').countDocuments()).toBe(2);
  for (const name of ['requests', 'properties', 'users']) {
    expect(await connection.db.collection(name).countDocuments()).toBe(0);
  }

  const api = composeApi({ connection, version: 'test', userNamespace, onError: () => {} });
  await api.prepare();
  const address = { line1: '12 Ferry Lane', city: 'Riverton', postalCode: '55101' };
  expect(api.deps.places.locate(address, undefined)).toMatchObject({
    jurisdictionId: 'riverton',
    precision: 'street',
  });
  const olivia = userIdOf(userNamespace, persona('official').sub);
  expect(api.deps.officials.jurisdictionOf(olivia)).toBe('riverton');
  await api.stop();
});
