import { type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import { noteOpenWorkInBags } from './open-work.ts';

export interface ConnectionOptions {
  url: string;
  dbName: string;
  /** Milliseconds without an answer after which a connection is given up. */
  socketTimeoutMs?: number;
  /** Milliseconds that a command waits for one of the connections. */
  waitQueueTimeoutMs?: number;
  /** Emits an event a command; for tests that count them. */
  monitorCommands?: boolean;
}

export interface Connection {
  readonly client: MongoClient;
  readonly db: Db;
  /**
   * Tries to reach the database. Needed until it has worked once: after a first try that failed, the driver refuses
   * every call ("Topology is closed") and never looks again by itself.
   */
  connect(): Promise<void>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens lazily: the process starts while the database is still away.
 * `timeoutMS` has no effect in driver 7.9 on a stalled server, hence the socket timeout.
 */
export const openConnection = ({
  url,
  dbName,
  socketTimeoutMs = 1500,
  waitQueueTimeoutMs = 1000,
  monitorCommands = false,
}: ConnectionOptions): Connection => {
  const options: MongoClientOptions = {
    appName: 'pmp',
    writeConcern: { w: 'majority', journal: true },
    retryWrites: true,
    maxPoolSize: 20,
    serverSelectionTimeoutMS: 1500,
    connectTimeoutMS: 2000,
    socketTimeoutMS: socketTimeoutMs,
    waitQueueTimeoutMS: waitQueueTimeoutMs,
    ignoreUndefined: false,
    monitorCommands,
  };
  const client = new MongoClient(url, options);
  noteOpenWorkInBags(client);
  const db = client.db(dbName);
  return {
    client,
    db,
    connect: async () => void (await client.connect()),
    ping: async () => void (await db.command({ ping: 1 })),
    close: () => client.close(),
  };
};
