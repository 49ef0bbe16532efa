import { expect, test } from 'vitest';
import { UserError } from '../user-error.ts';
import type { Database, DatabaseWay } from './database.ts';
import { startDatabase, type Way } from './start-database.ts';

const options = { dataDir: 'unused', env: {}, log: () => {} };

/** Ways of which only some are open, and a record of which were tried. */
function waysOpen(...open: DatabaseWay[]) {
  const tried: DatabaseWay[] = [];
  const way =
    (kind: DatabaseWay): Way =>
    async () => {
      tried.push(kind);
      const database: Database = { url: `mongodb://${kind}/`, kind, version: kind, stop: async () => {} };
      return open.includes(kind) ? database : undefined;
    };
  const ways = { mongod: way('mongod'), secantus: way('secantus'), download: way('download') };
  return { ways, tried };
}

test.each<[DatabaseWay[], DatabaseWay[]]>([
  [['mongod', 'secantus', 'download'], ['mongod']],
  [
    ['secantus', 'download'],
    ['mongod', 'secantus'],
  ],
  [['download'], ['mongod', 'secantus', 'download']],
])('with %j open it tries %j and stops there', async (open, expected) => {
  const { ways, tried } = waysOpen(...open);
  const database = await startDatabase(options, ways);
  expect(tried).toEqual(expected);
  expect(database.kind).toBe(expected.at(-1));
});

test.each<DatabaseWay>(['mongod', 'secantus', 'download'])('PMP_DB=%s tries nothing else', async (prefer) => {
  const open = waysOpen('mongod', 'secantus', 'download');
  expect((await startDatabase({ ...options, prefer }, open.ways)).kind).toBe(prefer);
  expect(open.tried).toEqual([prefer]);
  const none = waysOpen();
  const refusal = startDatabase({ ...options, prefer }, none.ways);
  await expect(refusal).rejects.toThrow(UserError);
  await expect(refusal).rejects.toThrow(`PMP_DB=${prefer} was asked for`);
  expect(none.tried).toEqual([prefer]);
});

test('with no way open it says what to install', async () => {
  const refusal = startDatabase(options, waysOpen().ways);
  await expect(refusal).rejects.toThrow(
    /install MongoDB .* or Python 3\.10 to 3\.13, or set MONGO_CONNECTION_STRING/,
  );
});

test('a connection string that does not answer is named without its password', async () => {
  const connectionString = 'mongodb://me:secret@127.0.0.1:1/?serverSelectionTimeoutMS=200';
  const { ways, tried } = waysOpen('mongod');
  const refusal = startDatabase({ ...options, connectionString }, ways);
  await expect(refusal).rejects.toThrow(/MONGO_CONNECTION_STRING does not answer/);
  await expect(refusal).rejects.not.toThrow(/secret/);
  expect(tried).toEqual([]);
});
