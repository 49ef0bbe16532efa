import { join } from 'node:path';
import type { Database, DatabaseOptions, DatabaseWay } from '../database/database.ts';
import { runServer } from '../database/run-server.ts';
import { startDatabase } from '../database/start-database.ts';
import { freePort } from '../net/ports.ts';
import type { FigureContext } from './figure.ts';

/** A database server that can be killed and started again over the same files, on the same port. */
export interface KillableDatabase {
  readonly port: number;
  readonly url: string;
  readonly version: string;
  /** SIGKILL; settles when the process is gone. */
  kill(): Promise<void>;
  /** Starts it again after a kill; settles when it takes writes. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the embedded database, or what the context's command brings. */
export async function startKillableDatabase(context: FigureContext): Promise<KillableDatabase> {
  const port = await freePort();
  const options: DatabaseOptions = {
    dataDir: join(context.dataDir, 'db'),
    env: context.env,
    log: context.log,
    port,
  };
  const launch = () =>
    context.databaseCommand === undefined ? embedded(options) : commanded(options, context.databaseCommand);
  let running = await launch();
  return {
    port,
    url: running.url,
    version: running.version,
    kill: async () => {
      if (running.pid === undefined) throw new Error('This database is not ours to kill.');
      process.kill(running.pid, 'SIGKILL');
      await running.stop();
    },
    start: async () => {
      // Which server it is has been said.
      options.log = () => {};
      running = await launch();
    },
    stop: () => running.stop(),
  };
}

function embedded(options: DatabaseOptions): Promise<Database> {
  const way = options.env['PMP_DB'];
  return startDatabase({ ...options, ...(isWay(way) && { prefer: way }) });
}

const isWay = (text: string | undefined): text is DatabaseWay =>
  text === 'mongod' || text === 'secantus' || text === 'download';

/** The command gets `--port` and `--storage-path` added, as SecantusDB's servers take them. */
function commanded(options: DatabaseOptions, line: string): Promise<Database> {
  const [command = '', ...args] = line.split(' ').filter((part) => part !== '');
  return runServer(
    {
      kind: 'secantus',
      name: command,
      command,
      args: (port, dataPath) => [...args, '--port', String(port), '--storage-path', dataPath],
    },
    options,
  );
}
