import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { answers, freePort } from '../net/ports.ts';
import { startGuarded } from '../process/guarded.ts';
import { type LineLog, lineLog } from '../process/line-log.ts';
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

/** How servers say that another one holds their files: WiredTiger, mongod. */
const filesHeld = /resource busy|DBPathInUse|unable to lock/i;
/** A little more than the guard of an earlier start needs to end what it guards. */
const releasedWithinMs = 20_000;

/** The server ended before it took writes, because another one holds its files. */
class FilesHeld extends UserError {}

/** How servers say that somebody has taken their port since it was found free. */
const portTaken = /address already in use|EADDRINUSE/i;

/** The server ended because its port was taken: another one will do, where it was ours to choose. */
class PortTaken extends UserError {}

/**
 * Starts a database server under a guard and waits until it takes writes. After a kill -9 the server of the earlier
 * start may still be closing its files: that is waited for.
 */
export async function runServer(recipe: ServerRecipe, options: DatabaseOptions): Promise<Database> {
  const deadline = Date.now() + releasedWithinMs;
  // One log for all tries, or the words of the earlier start would be gone.
  const log = lineLog(join(options.dataDir, `${recipe.kind}.log`));
  let told = false;
  for (;;) {
    try {
      const database = await launch(recipe, options, log);
      void database.ended?.then(() => log.close());
      return database;
    } catch (error) {
      const another = error instanceof PortTaken && options.port === undefined;
      if (!(another || error instanceof FilesHeld) || Date.now() > deadline) {
        log.close();
        throw error;
      }
      if (another) continue;
      if (!told) options.log(`Waiting for the ${recipe.name} of an earlier start to end`);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function launch(recipe: ServerRecipe, options: DatabaseOptions, log: LineLog): Promise<Database> {
  const dataPath = join(options.dataDir, recipe.kind);
  mkdirSync(dataPath, { recursive: true });
  const port = options.port ?? (await freePort());
  const server = await startGuarded({
    command: recipe.command,
    args: recipe.args(port, dataPath),
    env: { ...options.env, ...recipe.env },
    onLine: log.write,
  });
  let gone = false;
  const ended = server.exited.then((code) => {
    gone = true;
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
      if (gone) {
        const words = `${recipe.name} ended while starting ${log.tail()}`;
        if (filesHeld.test(words)) throw new FilesHeld(words);
        throw portTaken.test(words) ? new PortTaken(words) : new UserError(words);
      }
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
  // Only looked at: whoever tried to listen there would be in the way of the server that is about to.
  if (!(await answers(port))) return undefined;
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
