import { readFileSync } from 'node:fs';
import { BSON, type Document } from 'mongodb';
import { afterAll, beforeEach, expect, inject, test } from 'vitest';
import { userIdOf } from '../src/auth/principal.ts';
import { composeApi } from '../src/compose.ts';
import { openConnection } from '../src/mongo/connection.ts';
import { appRouter } from '../src/router.ts';
import { createCallerFactory } from '../src/trpc/init.ts';

const userNamespace = 'https://tenant.example/';
const fixture = (): Document[] =>
  BSON.EJSON.parse(
    readFileSync(new URL('fixtures/reference/maintenance-requests.json', import.meta.url), 'utf8'),
  );

const connection = openConnection({
  url: inject('mongoUrl'),
  dbName: `migration_${process.pid}`,
  socketTimeoutMs: 30_000,
});
const compose = () =>
  composeApi({
    connection,
    version: 'test',
    userNamespace,
    onError: (error) => {
      throw error;
    },
  });

beforeEach(() => connection.db.dropDatabase());
afterAll(async () => {
  await connection.db.dropDatabase();
  await connection.close();
});

const listAs = async (sub: string) => {
  const api = compose();
  try {
    await api.prepare();
    const principal = {
      userId: userIdOf(userNamespace, sub),
      roles: ['homeowner' as const],
      expiresAt: new Date(),
    };
    const caller = createCallerFactory(appRouter)({ deps: api.deps, principal, requestId: 'test' });
    return (await caller.homeowner.requests.list()).items;
  } finally {
    await api.stop();
  }
};

test.each(['maintenance_requests', 'requests'])(
  'the documents of the reference in "%s" belong to who reported them',
  async (name) => {
    await connection.db.collection(name).insertMany(fixture());
    const items = await listAs('auth0|reference-ann');
    expect(items).toMatchObject([
      {
        id: '64b7f0c2a1d3e4f5a6b7c8da',
        title: 'Broken window',
        status: 'closed',
        category: 'other',
        resolution: 'fixed',
      },
      { id: '64b7f0c2a1d3e4f5a6b7c8d9', title: 'Leaking tap', status: 'submitted', category: 'plumbing' },
    ]);
    expect(items[1]?.createdAt).toEqual(new Date('2025-03-04T08:15:30Z'));
    expect(items[0]?.address).toEqual({ line1: '12 Ferry Lane', city: 'Riverton', postalCode: '55101' });
    expect(await listAs('auth0|reference-bob')).toHaveLength(1);
    expect(await listAs('auth0|somebody-else')).toHaveLength(0);
  },
);

test('a second run, or two at once, change nothing', async () => {
  await connection.db.collection('maintenance_requests').insertMany(fixture());
  const read = () => connection.db.collection('requests').find().sort({ _id: 1 }).toArray();
  await Promise.all([compose().prepare(), compose().prepare()]);
  const first = await read();
  expect(first).toHaveLength(3);
  await compose().prepare();
  expect(await read()).toEqual(first);
  expect(await connection.db.collection('maintenance_requests').countDocuments()).toBe(3);
});
