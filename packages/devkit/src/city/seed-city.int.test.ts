import { composeApi, openConnection } from '@pmp/api/server';
import { visitStates } from '@pmp/contracts/request-view';
import { requestStatuses } from '@pmp/contracts/lifecycle';
import { afterAll, expect, inject, test } from 'vitest';
import { persona } from '../personas.ts';
import { createCallers } from './callers.ts';
import { seedCity } from './seed-city.ts';

const dbName = `seed_city_${process.pid}`;
const connection = openConnection({ url: inject('mongoUrl'), dbName, socketTimeoutMs: 30_000 });
const userNamespace = 'http://127.0.0.1:1/';
const options = { mongoUrl: inject('mongoUrl'), dbName, userNamespace };
afterAll(async () => {
  await connection.db.dropDatabase();
  await connection.close();
});
const all = (name: string) => connection.db.collection(name).find().sort({ _id: 1 }).toArray();
const kept = ['requests', 'quotes', 'changeOrders', 'workEntries', 'invoices', 'contractors', 'events', 'plans'];

test('cut short, it is completed by the next run; whole, it stays as it is', async () => {
  const stopAt = 130;
  const cut = seedCity({
    ...options,
    onProgress: (done) => {
      if (done === stopAt) throw new Error('The light went out');
    },
  });
  await expect(cut).rejects.toThrow('The light went out');
  expect(await connection.db.collection('requests').countDocuments()).toBe(stopAt);
  expect(await seedCity(options)).toBe(240);
  expect(await seedCity(options)).toBe(0);
}, 60_000);

test('every state is there, with the whole history, and nothing is due at once', async () => {
  const requests = await all('requests');
  expect(requests).toHaveLength(240);
  expect(new Set(requests.map(({ status }) => status))).toEqual(new Set(requestStatuses));
  expect(new Set(requests.map(({ place }) => place.jurisdictionId))).toEqual(new Set(['riverton', 'millbrook']));
  expect(requests.every(({ tail }) => tail.length === 0)).toBe(true);
  const soon = new Date(Date.now() + 86_400_000);
  expect(requests.filter(({ dueAt }) => dueAt && dueAt < soon)).toEqual([]);
  const visits = requests.flatMap((request) => request.visits);
  expect(new Set(visits.map(({ state }) => state))).toEqual(new Set(visitStates.filter((state) => state !== 'missed' && state !== 'cancelled')));
}, 60_000);
