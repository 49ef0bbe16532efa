import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { ensureCollections } from '../../src/mongo/collection.ts';
import { type Connection, openConnection } from '../../src/mongo/connection.ts';
import { collections } from '../../src/mongo/registry.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the database for tests listens; provided by the int project's global setup. */
    mongoUrl: string;
  }
}

/** Long: the machine may be busy, and a test may send more at once than there are connections. Product code waits less. */
const patienceMs = 20_000;

/** A database of this test file's own, with every index; dropped when the file is done. */
export const useTestDatabase = (name: string): Connection => {
  const dbName = `pmp_test_${name}_${randomBytes(4).toString('hex')}`;
  const connection = openConnection({
    url: inject('mongoUrl'),
    dbName,
    socketTimeoutMs: patienceMs,
    waitQueueTimeoutMs: patienceMs,
    monitorCommands: true,
  });
  beforeAll(() => ensureCollections(connection.db, collections));
  afterAll(async () => {
    await connection.db.dropDatabase();
    await connection.close();
  });
  return connection;
};
