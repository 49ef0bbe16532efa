import { UserError } from '../user-error.ts';
import type { Database, DatabaseOptions, DatabaseWay } from './database.ts';
import { useGivenServer } from './given.ts';
import { startDownloadedMongod, startMongodOnPath } from './mongod.ts';
import { startSecantus } from './secantus.ts';

/** Resolves with undefined when this way is not open on this machine; says why through `log`. */
export type Way = (options: DatabaseOptions) => Promise<Database | undefined>;

const ways: Record<DatabaseWay, Way> = {
  mongod: startMongodOnPath,
  secantus: startSecantus,
  download: startDownloadedMongod,
};

const order: readonly DatabaseWay[] = ['mongod', 'secantus', 'download'];

const forcedAdvice: Record<DatabaseWay, string> = {
  mongod: 'PMP_DB=mongod was asked for, but there is no mongod on PATH: install MongoDB or unset PMP_DB.',
  secantus:
    'PMP_DB=secantus was asked for, but it needs CPython 3.10 to 3.13 with pip: install Python or unset PMP_DB.',
  download:
    'PMP_DB=download was asked for, but mongod could not be downloaded: check the network or unset PMP_DB.',
};

/**
 * Starts the database for development, demo and tests, or takes the one that is given: a connection string, else
 * mongod on PATH, else SecantusDB where a fitting Python is, else a downloaded mongod. It dies with this process.
 */
export async function startDatabase(
  options: DatabaseOptions & { connectionString?: string; prefer?: DatabaseWay },
  open: Record<DatabaseWay, Way> = ways,
): Promise<Database> {
  if (options.connectionString) return useGivenServer(options.connectionString);
  if (options.prefer) {
    const forced = await open[options.prefer](options);
    if (forced) return forced;
    throw new UserError(forcedAdvice[options.prefer]);
  }
  for (const way of order) {
    const database = await open[way](options);
    if (database) return database;
  }
  throw new UserError(
    'No database could be started: install MongoDB (mongod on PATH) or Python 3.10 to 3.13, or set MONGO_CONNECTION_STRING.',
  );
}
