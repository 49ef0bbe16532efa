import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { freePort, isPortFree } from '../net/ports.ts';
import { startGuarded } from '../process/guarded.ts';
import { lineLog } from '../process/line-log.ts';
import { UserError } from '../user-error.ts';
import type { Database, DatabaseOptions, DatabaseWay } from './database.ts';
import { serverVersion } from './server-version.ts';

export type ServerRecipe = {
  kind: DatabaseWay;
  name: string;
  command: string;
  args: (port: number, dataPath: string) => string[];
  env?: NodeJS.ProcessEnv;
  /** Makes the server a replica set where it is not one by itself. */
  prepare?: (client: MongoClient, port: number) => Promise<void>;
};

const readyWithinMs = 60_000;

/** Starts a database server under a guard and waits until it takes writes. */
export async function runServer(recipe: ServerRecipe, options: DatabaseOptions): Promise<Database> {
  const dataPath = join(options.dataDir, recipe.kind);
  mkdirSync(dataPath, { recursive: true });
  const port = options.port ?? (await freePort());
  const log = lineLog(join(options.dataDir, `${recipe.kind}.log`));
  const server = await startGuarded({
    command: recipe.command,
    args: recipe.args(port, dataPath),
    env: { ...options.env, ...recipe.env },
    onLine: log.write,
  });
  let gone = false;
  const ended = server.exited.then((code) => {
    gone = true;
    log.close();
    return `The database (${recipe.name}) ended with ${code} ${log.tail()}`;
  });
  // Direct: the name under which a replica set knows itself need not resolve here.
  const url = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  try {
    const deadline = Date.now() + readyWithinMs;
    for (;;) {
      const version = await versionOncePrimary(url, recipe, port);
      if (version !== undefined)
        return { url, kind: recipe.kind, version, pid: server.pid, ended, stop: () => server.stop() };
      if (gone) throw new UserError(`${recipe.name} ended while starting ${log.tail()}`);
      if (Date.now() > deadline)
        throw new UserError(`${recipe.name} was not ready within a minute: see ${log.file}.`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A client a try: one that found nobody listening does not look again. */
async function versionOncePrimary(
  url: string,
  recipe: ServerRecipe,
  port: number,
): Promise<string | undefined> {
  if (await isPortFree(port)) return undefined;
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 1_000 });
  try {
    const hello = await client.db('admin').command({ hello: 1 });
    if (hello['isWritablePrimary'] === true) return await serverVersion(client, recipe.name);
    await recipe.prepare?.(client, port);
  } catch {
    // Not listening yet, or electing: the caller asks again until the deadline.
  } finally {
    await client.close();
  }
  return undefined;
}
