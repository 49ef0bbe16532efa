import { MongoClient } from 'mongodb';
import { UserError } from '../user-error.ts';
import type { Database } from './database.ts';
import { serverVersion } from './server-version.ts';

/** Uses a server that someone else runs; stopping leaves it alone. */
export async function useGivenServer(url: string): Promise<Database> {
  let client: MongoClient | undefined;
  try {
    const patience = url.includes('serverSelectionTimeoutMS=') ? {} : { serverSelectionTimeoutMS: 10_000 };
    client = new MongoClient(url, patience);
    return { url, kind: 'given', version: await serverVersion(client), stop: async () => {} };
  } catch {
    // The driver's message may repeat the connection string with its password.
    throw new UserError(
      'The database of MONGO_CONNECTION_STRING does not answer: check the string and that the server runs.',
    );
  } finally {
    await client?.close();
  }
}
