import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Db, MongoClient } from 'mongodb';
import { type Issuer, startIssuer } from '../issuer/start-issuer.ts';
import { freePort } from '../net/ports.ts';
import { startGuarded } from '../process/guarded.ts';
import { lineLog } from '../process/line-log.ts';
import { localAudience } from '../stack/start-stack.ts';
import { type Answer, type Caller, createCaller, type Reply } from './call.ts';
import type { FigureContext } from './figure.ts';
import { type KillableDatabase, startKillableDatabase } from './killable-database.ts';
import { until } from './load.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const probe = new URL('./prototype-probe.ts', import.meta.url).href;
const serverMain = fileURLToPath(new URL('../../../../apps/server/src/main.ts', import.meta.url));
const mostLines = 2_000;
export const rolesClaim = 'https://pmp.example/roles';

/** One run of the server. */
export interface ServerRun {
  readonly pid: number;
  /** Settles with the exit code. */
  readonly exited: Promise<number>;
}

/** Server and database as child processes, the server's way to database and issuer through fault proxies. */
export interface World {
  /** The server's port: the same over restarts. */
  readonly port: number;
  readonly caller: Caller;
  readonly issuer: Issuer;
  readonly issuerProxy: TcpProxy;
  readonly database: KillableDatabase;
  readonly databaseProxy: TcpProxy;
  /** Straight to the database, past the proxy. */
  db(): Db;
  /** Starts the server; does not wait for it to be ready. Another `dbName` begins with an empty database, `seed` comes before the server. */
  startServer(options?: { dbName?: string; seed?: (db: Db) => Promise<unknown> }): Promise<ServerRun>;
  /** Ends the server as the kernel does, or politely; gives the exit code. */
  signal(signal: 'SIGKILL' | 'SIGTERM'): Promise<number>;
  /** Settles when the server that runs now ends, for whatever reason. */
  exited(): Promise<number>;
  /** What the server that ran last has logged: its last lines. */
  serverLines(): readonly string[];
  /** The milliseconds until the server was ready; throws when it was not in time. */
  ready(withinMs?: number): Promise<number>;
  stop(): Promise<void>;
}

/** Builds a world and starts its server, unless told not to. */
export async function startWorld(
  context: FigureContext,
  {
    start = true,
    timeoutMs = 10_000,
    probe: probed = false,
  }: { start?: boolean; timeoutMs?: number; probe?: boolean } = {},
): Promise<World> {
  const { dataDir, env, log } = context;
  const port = await freePort();
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse())
      await Promise.resolve(step()).catch((error: unknown) => log(String(error)));
  };
  try {
    const issuerProxy = await startTcpProxy();
    undo.push(() => issuerProxy.close());
    const issuer = await startIssuer({
      port: 0,
      publicPort: issuerProxy.port,
      audience: localAudience,
      rolesClaim,
      env: {},
    });
    undo.push(() => issuer.stop());
    issuerProxy.aim(issuer.port);
    const database = await startKillableDatabase(context);
    undo.push(() => database.stop());
    const databaseProxy = await startTcpProxy(database.port);
    undo.push(() => databaseProxy.close());
    const client = new MongoClient(database.url, { serverSelectionTimeoutMS: 10_000 });
    undo.push(() => client.close());
    const caller = createCaller(port, { timeoutMs });
    undo.push(() => caller.close());

    let dbName = 'chaos';
    let lines: string[] = [];
    let run: (ServerRun & { stop(): Promise<void> }) | undefined;
    undo.push(() => run?.stop());
    const world: World = {
      port,
      caller,
      issuer,
      issuerProxy,
      database,
      databaseProxy,
      stop,
      db: () => client.db(dbName),
      startServer: async (options = {}) => {
        dbName = options.dbName ?? dbName;
        await options.seed?.(client.db(dbName));
        lines = [];
        const serverLog = lineLog(join(dataDir, 'server.log'), 8);
        const guarded = await startGuarded({
          command: process.execPath,
          args: [...(probed ? ['--import', probe] : []), serverMain],
          // Away from any .env of the person who runs this.
          cwd: dataDir,
          stopAfterMs: 15_000,
          onLine: (line) => {
            serverLog.write(line);
            if (lines.push(line) > mostLines) lines.shift();
          },
          env: {
            ...env,
            PORT: String(port),
            PMP_MODE: 'local',
            PMP_HOST: '127.0.0.1',
            PMP_DATA_DIR: join(dataDir, 'server'),
            PMP_ISSUER: issuer.url,
            PMP_ROLES_CLAIM: rolesClaim,
            AUTH0_API_AUDIENCE: localAudience,
            MONGO_CONNECTION_STRING: `mongodb://127.0.0.1:${databaseProxy.port}/?directConnection=true`,
            DB_NAME: dbName,
            // What one person may do is tested elsewhere; here it would only thin the load out.
            PMP_LIMIT_ANONYMOUS: '0',
            PMP_LIMIT_SIGNED_IN: '0',
            PMP_LIMIT_REQUESTS_A_DAY: '1000',
          },
        });
        void guarded.exited.then(() => serverLog.close());
        run = { pid: guarded.pid, exited: guarded.exited, stop: () => guarded.stop() };
        return run;
      },
      signal: async (signal) => {
        if (run === undefined) throw new Error('There is no server to signal.');
        process.kill(run.pid, signal);
        return run.exited;
      },
      exited: () => run?.exited ?? Promise.reject(new Error('There is no server.')),
      serverLines: () => lines,
      ready: async (withinMs = 30_000) => {
        const ms = await until(async () => isOk(await caller.send({ path: '/readyz' })), { withinMs });
        if (ms === undefined) throw new Error(`The server was not ready within ${withinMs} ms.`);
        return ms;
      },
    };
    if (start) {
      await world.startServer();
      await world.ready();
    }
    return world;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whether there was a reply, and a good one. */
export const isOk = (answer: Answer): answer is Reply & { status: 200 } =>
  answer.kind === 'reply' && answer.status === 200;
