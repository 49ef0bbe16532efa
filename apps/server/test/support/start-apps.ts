import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { composeApi, createKeyStore, createVerifier, openConnection, systemClock } from '@pmp/api/server';
import type {} from '@pmp/devkit/vitest/mongo-global-setup';
import { pino } from 'pino';
import { inject } from 'vitest';
import { type AppOptions, buildApp } from '../../src/app.ts';

export const audience = 'https://api.pmp.test';
export const rolesClaim = 'https://pmp.test/roles';

/** One API on a database of its own, and as many HTTP applications before it as a test wants, each with an issuer. */
export const startApps = async ({ streamPingMs = 15_000 } = {}) => {
  const dbName = `pmp_http_${randomBytes(6).toString('hex')}`;
  const connection = openConnection({ url: inject('mongoUrl'), dbName });
  const api = composeApi({
    connection,
    version: '0.0.0-test',
    userNamespace: 'https://issuer.test/',
    streamPingMs,
    onError: () => undefined,
  });
  await api.prepare();
  const closing: (() => Promise<unknown>)[] = [];

  return {
    api,
    /** Not listening; `monotonic` ages its keys. */
    build: async (
      issuer: string,
      options: {
        monotonic?: () => number;
        onLog?: (line: string) => void;
        env?: Partial<AppOptions['env']>;
        prepared?: () => boolean;
      } = {},
    ) => {
      const monotonic = options.monotonic ?? (() => performance.now());
      const keyStore = createKeyStore({ issuer, clock: systemClock, monotonic });
      const app = await buildApp({
        env: { mode: 'local', issuer, audience, webClientId: 'pmp-web', corsOrigins: [], ...options.env },
        api,
        verifier: createVerifier({
          issuer,
          audience,
          algorithms: ['RS256'],
          rolesClaim,
          keyStore,
          clock: systemClock,
          monotonic,
        }),
        checks: {
          prepared: options.prepared ?? (() => true),
          database: () => connection.ping(),
          keyAge: () => keyStore.age(),
          stopping: () => false,
        },
        webRoot: join(import.meta.dirname, 'no-web'),
        logger: options.onLog
          ? pino({ level: 'trace' }, { write: options.onLog })
          : pino({ level: 'silent' }),
      });
      closing.push(() => app.close());
      return { app, keyStore };
    },
    close: async () => {
      await Promise.all(closing.map((close) => close()));
      await api.stop();
      await connection.db.dropDatabase();
      await connection.close();
    },
  };
};
export type Apps = Awaited<ReturnType<typeof startApps>>;
