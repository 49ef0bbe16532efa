import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type Connection,
  composeApi,
  createKeyStore,
  createVerifier,
  openConnection,
  systemClock,
} from '@pmp/api/server';
import { startIssuer } from '@pmp/devkit/issuer/start-issuer';
import { localAudience } from '@pmp/devkit/stack/start-stack';
import type {} from '@pmp/devkit/vitest/mongo-global-setup';
import { pino } from 'pino';
import { expect, inject, vi } from 'vitest';
import { type AppOptions, buildApp } from '../../src/app.ts';
import type { Env } from '../../src/env.ts';

const rolesClaim = 'https://pmp.example/roles';

export interface TestServerOptions {
  /** Also listen on a free loopback port; without it `url` is empty and `app.inject` is the way in. */
  listen?: boolean;
  env?: Partial<AppOptions['env']>;
  /** The folder of a built web app; by default there is none. */
  webRoot?: string;
  /** Another instance of this one's installation: the same database and issuer. Close it first. */
  beside?: { connection: Connection; issuer: Awaited<ReturnType<typeof startIssuer>> };
  /** Where the database is reached, if not directly. */
  mongoUrl?: string;
  /** Milliseconds that the memory of blocked people counts its age by. */
  monotonic?: () => number;
  /** In place of the server's usual limits. */
  limits?: AppOptions['limits'];
  /** What one person may make; by default as much as a test likes. */
  allowances?: Env['allowances'];
  /** How often an open stream pings. */
  streamPingMs?: number;
  /** Called with each line of the log, as the JSON that it is. */
  onLog?: (line: string) => void;
}

/**
 * The whole application on a database of its own, with tokens from a real issuer and its key set.
 * Each test file starts one and closes it; personas are named by key (`hannah`, `henry`, `carlos`, …).
 */
export const startTestServer = async (options: TestServerOptions = {}) => {
  const { beside } = options;
  const dbName = beside?.connection.db.databaseName ?? `pmp_http_${randomBytes(6).toString('hex')}`;
  const url = options.mongoUrl ?? inject('mongoUrl');
  const connection = openConnection({ url, dbName, monitorCommands: true });
  const issuer =
    beside?.issuer ?? (await startIssuer({ port: 0, audience: localAudience, rolesClaim, env: {} }));
  const faults: unknown[] = [];
  const onFault = (error: unknown) => void faults.push(error);
  const api = composeApi({
    connection,
    version: '0.0.0-test',
    userNamespace: issuer.url,
    allowances: options.allowances ?? { requestsADay: 0, properties: 0, plans: 0 },
    onError: onFault,
    ...(options.monotonic && { monotonic: options.monotonic }),
    ...(options.streamPingMs !== undefined && { streamPingMs: options.streamPingMs }),
  });
  await api.prepare();

  const keyStore = createKeyStore({ issuer: issuer.url, clock: systemClock, onFailure: onFault });
  const env: AppOptions['env'] = {
    mode: 'local',
    issuer: issuer.url,
    audience: localAudience,
    webClientId: 'pmp-web',
    corsOrigins: [],
    ...options.env,
  };
  const app = await buildApp({
    env,
    api,
    verifier: createVerifier({
      issuer: issuer.url,
      audience: localAudience,
      algorithms: ['RS256'],
      rolesClaim,
      keyStore,
      clock: systemClock,
    }),
    checks: {
      prepared: () => true,
      database: () => connection.ping(),
      keyAge: () => keyStore.age(),
      stopping: () => false,
    },
    ...(options.limits && { limits: options.limits }),
    webRoot: options.webRoot ?? join(import.meta.dirname, 'no-web'),
    logger: options.onLog ? pino({ level: 'info' }, { write: options.onLog }) : pino({ level: 'silent' }),
  });
  // The issuer is in this process too: what a test does next may leave it no turn to answer in time.
  const stopKeys = keyStore.start();
  await vi.waitFor(() => expect(keyStore.age()).toBeDefined(), { timeout: 20_000, interval: 5 });
  const address = options.listen ? await app.listen({ port: 0, host: '127.0.0.1' }) : '';

  return {
    app,
    /** `http://127.0.0.1:<port>` of a server that listens; empty otherwise. */
    url: address,
    api,
    connection,
    issuer,
    /** Faults of background work and of key fetches so far; a healthy run has none. */
    faults,
    token: (persona = 'hannah') => issuer.mint({ persona }),
    /** The header that signs a persona in. */
    as: async (persona = 'hannah') => ({ authorization: `Bearer ${await issuer.mint({ persona })}` }),
    close: async () => {
      stopKeys();
      await app.close();
      await api.stop();
      if (!beside) await connection.db.dropDatabase();
      await connection.close();
      if (!beside) await issuer.stop();
    },
  };
};

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;
