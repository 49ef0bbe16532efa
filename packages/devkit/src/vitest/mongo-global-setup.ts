import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { Database } from '../database/database.ts';
import { startDatabase } from '../database/start-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database server for tests; each test file takes a database name of its own. */
    mongoUrl: string;
    /** PMP_TEST_MONGO: a server to use instead of an embedded one; '' when not set. */
    givenMongoUrl: string;
    launchEnv: Record<string, string | undefined>;
  }
}

type Shared = { users: number; database: Promise<{ database: Database; dataDir: string }> };

// Every project loads this file anew, but one server is enough for all of them.
const shared = globalThis as typeof globalThis & { pmpTestDatabase?: Shared };

/** Starts the one database server of a test run and gives its address to the tests as `inject('mongoUrl')`. */
export async function setup(project: TestProject): Promise<void> {
  const { givenMongoUrl, launchEnv } = project.getProvidedContext();
  shared.pmpTestDatabase ??= { users: 0, database: launch(launchEnv, givenMongoUrl) };
  shared.pmpTestDatabase.users += 1;
  project.provide('mongoUrl', (await shared.pmpTestDatabase.database).database.url);
}

/** Stops the server when its last project is done. */
export async function teardown(): Promise<void> {
  const running = shared.pmpTestDatabase;
  if (!running) return;
  running.users -= 1;
  if (running.users > 0) return;
  delete shared.pmpTestDatabase;
  const { database, dataDir } = await running.database;
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function launch(env: Record<string, string | undefined>, connectionString: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'pmp-test-db-'));
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const prefer = env['PMP_DB'];
  const database = await startDatabase({
    dataDir,
    env,
    log,
    connectionString,
    ...(prefer === 'mongod' || prefer === 'secantus' || prefer === 'download' ? { prefer } : {}),
  });
  return { database, dataDir };
}
