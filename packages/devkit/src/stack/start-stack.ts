import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database, DatabaseWay } from '../database/database.ts';
import { startDatabase } from '../database/start-database.ts';
import { type Issuer, startIssuer } from '../issuer/start-issuer.ts';
import { freePort, isPortFree } from '../net/ports.ts';
import { UserError } from '../user-error.ts';
import { takeLock } from './lock.ts';
import { type RunningServer, startServer } from './server.ts';

/** Names of the local installation, the same for every machine. */
export const localAudience = 'https://api.pmp.localhost';
/** The local issuer's address changes with its port; people and their records do not. */
const localUserNamespace = 'http://issuer.pmp.localhost/';
const defaultRolesClaim = 'https://pmp.example/roles';
const repository = fileURLToPath(new URL('../../../../', import.meta.url));

export type StackOptions = {
  /** Everything that is kept: the database's files, keys, logs, the lock. */
  dataDir: string;
  /** 0 takes a free one. */
  port: number;
  /** 0 takes a free one; `port` + 1 unless told. */
  issuerPort?: number;
  /** The environment of the children, and where PATH and the cache folder are looked up. */
  env: NodeJS.ProcessEnv;
  mongoUrl?: string;
  databaseWay?: DatabaseWay;
  dbName?: string;
  rolesClaim?: string;
  webClientId?: string;
  /** An issuer that runs elsewhere, such as an Auth0 tenant, in place of the local one. */
  otherIssuer?: { url: string; audience: string };
  /** Fills an empty database before the server starts; says what it did. */
  seed?: (target: { mongoUrl: string; dbName: string; userNamespace: string }) => Promise<string>;
  /** Another program in the server's place, for tests of the stack itself. */
  serverEntry?: string;
  /** Restart the server when its source changes. */
  watch?: boolean;
  /** Origins besides the server's own that serve the web, as the dev server does. */
  webOrigins?: readonly string[];
  onServerLine?: (line: string) => void;
  log?: (line: string) => void;
  /** Called as each part stands. */
  onStep?: (step: string) => void;
};

export type Stack = {
  url: string;
  issuerUrl: string;
  /** The local issuer; absent when another one was given. */
  issuer: Issuer | undefined;
  mongoUrl: string;
  dbName: string;
  database: Database;
  serverPid: number;
  /** Settles, saying why, when the server or our own database ended without being asked to. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

/** Starts database, issuer and server on loopback; all of them end with this process, however it ends. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, env, log = () => {}, onStep = () => {}, dbName = 'property_maintenance_db' } = options;
  const { port, issuerPort } = await choosePorts(options);
  const url = `http://127.0.0.1:${port}`;
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    // The last one started is stopped first; a fault in one must not keep the others running.
    for (const step of undo.splice(0).reverse())
      await Promise.resolve(step()).catch((error: unknown) => log(String(error)));
  };
  try {
    const issuerUrl = options.otherIssuer?.url ?? `http://127.0.0.1:${issuerPort}/`;
    const lock = await takeLock(dataDir, { url, issuerUrl });
    undo.push(() => lock.release());
    await requireFree({ port, ...(options.otherIssuer ? {} : { issuerPort }) });

    const database = await startDatabase({
      dataDir: join(dataDir, 'db'),
      env,
      log,
      ...(options.mongoUrl === undefined ? {} : { connectionString: options.mongoUrl }),
      ...(options.databaseWay === undefined ? {} : { prefer: options.databaseWay }),
    });
    undo.push(() => database.stop());
    onStep(`database: ${database.version}${database.kind === 'given' ? ' (MONGO_CONNECTION_STRING)' : ''}`);

    const rolesClaim = options.rolesClaim ?? defaultRolesClaim;
    const issuer = options.otherIssuer
      ? undefined
      : await startLocalIssuer(options, { url, issuerPort, rolesClaim });
    if (issuer) undo.push(() => issuer.stop());
    onStep(`sign-in: ${issuerUrl}`);

    const userNamespace = issuer ? localUserNamespace : issuerUrl;
    if (options.seed) {
      onStep(await orEnded(options.seed({ mongoUrl: database.url, dbName, userNamespace }), database.ended));
    }

    const server: RunningServer = await startServer({
      entry: options.serverEntry ?? join(repository, 'apps/server/src/main.ts'),
      port,
      cwd: repository,
      dataDir,
      ...(database.ended && { needs: database.ended }),
      ...(options.watch === undefined ? {} : { watch: options.watch }),
      ...(options.onServerLine === undefined ? {} : { onLine: options.onServerLine }),
      env: {
        ...env,
        PMP_MODE: 'local',
        PMP_HOST: '127.0.0.1',
        PMP_DATA_DIR: dataDir,
        PMP_ISSUER: issuerUrl,
        PMP_USER_NAMESPACE: userNamespace,
        PMP_ROLES_CLAIM: rolesClaim,
        AUTH0_API_AUDIENCE: options.otherIssuer?.audience ?? localAudience,
        MONGO_CONNECTION_STRING: database.url,
        DB_NAME: dbName,
      },
    });
    undo.push(() => server.stop());
    onStep(`server: ${url}`);
    return {
      url,
      issuerUrl,
      issuer,
      database,
      dbName,
      stop,
      mongoUrl: database.url,
      serverPid: server.pid,
      // The server goes on without its database, waiting for it to come back; nobody would bring it back here.
      ended: Promise.race([server.ended, ...(database.ended ? [database.ended] : [])]),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The work's outcome, or the database's last words when it ends meanwhile: they say more than the work's fault. */
async function orEnded<T>(work: Promise<T>, ended: Promise<string> | undefined): Promise<T> {
  if (ended === undefined) return work;
  // A lost connection is noticed before the end of the process behind it.
  const slow = work.catch(async (error: unknown) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    throw error;
  });
  const lost = ended.then((words): never => {
    throw new UserError(words);
  });
  lost.catch(() => {});
  return Promise.race([slow, lost]);
}

function startLocalIssuer(
  { dataDir, env, webOrigins = [], webClientId }: StackOptions,
  { url, issuerPort, rolesClaim }: { url: string; issuerPort: number; rolesClaim: string },
): Promise<Issuer> {
  return startIssuer({
    port: issuerPort,
    dataDir: join(dataDir, 'issuer'),
    audience: localAudience,
    rolesClaim,
    webOrigins: [url, ...webOrigins],
    ...(webClientId === undefined ? {} : { webClientId }),
    env: { NODE_ENV: env['NODE_ENV'], PMP_MODE: env['PMP_MODE'] },
  });
}

/** Throws one sentence when there is no port for the issuer. */
export async function choosePorts(
  options: Pick<StackOptions, 'port' | 'issuerPort' | 'otherIssuer'>,
): Promise<{ port: number; issuerPort: number }> {
  const port = options.port === 0 ? await freePort() : options.port;
  const asked = options.issuerPort ?? (options.port === 0 || options.otherIssuer ? 0 : port + 1);
  if (asked > 65_535) {
    throw new UserError(
      `PORT=${port} leaves no port above it for the sign-in: set PMP_ISSUER_PORT, or a smaller PORT.`,
    );
  }
  const wanted = asked === 0 ? await freePort() : asked;
  if (wanted === port)
    throw new UserError(`PORT and PMP_ISSUER_PORT are both ${port}: give them different ports.`);
  return { port, issuerPort: wanted };
}

/** Throws one sentence about the first of these ports that is taken. 0 means any, so it is never taken. */
export async function requireFree(ports: { port: number; issuerPort?: number }): Promise<void> {
  for (const [port, variable] of [
    [ports.port, 'PORT'],
    [ports.issuerPort ?? 0, 'PMP_ISSUER_PORT'],
  ] as const) {
    if (port === 0 || (await isPortFree(port))) continue;
    throw new UserError(`Port ${port} is taken: stop what uses it, or set ${variable} to a free port.`);
  }
}
