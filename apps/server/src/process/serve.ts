import { join } from 'node:path';
import { createKeyStore, createVerifier, systemClock } from '@pmp/api/server';
import type { Logger } from 'pino';
import { buildApp } from '../app.ts';
import type { Env } from '../env.ts';
import { openApi } from './open-api.ts';
import { rememberedKeysIn } from './remembered-keys.ts';
import { stopServer } from './stop-server.ts';

const webRoot = join(import.meta.dirname, '../../../web/dist');

/** Runs one server process until `stop`. It listens at once, also while the database or the issuer are away. */
export const serve = async (env: Env, { logger, jobs }: { logger: Logger; jobs: boolean }) => {
  const { api, connection, isPrepared, stop: closeApi } = openApi(env, { logger, jobs });
  const keyStore = createKeyStore({
    issuer: env.issuer,
    clock: systemClock,
    remembered: rememberedKeysIn(env.dataDir),
    onFailure: (error) => logger.warn({ err: error }, 'the issuer did not give its keys'),
  });
  const { issuer, audience, algorithms, rolesClaim, clientIds, userNamespace } = env;
  const verifier = createVerifier({
    issuer,
    userNamespace,
    audience,
    algorithms,
    rolesClaim,
    ...(clientIds && { clientIds }),
    keyStore,
    clock: systemClock,
  });
  let stopping = false;
  const app = await buildApp({
    env,
    api,
    verifier,
    checks: {
      prepared: isPrepared,
      database: () => connection.ping(),
      keyAge: () => keyStore.age(),
      stopping: () => stopping,
    },
    webRoot,
    logger,
  });
  const stopKeys = keyStore.start();
  await app.listen({ port: env.port, host: env.host });

  return {
    /** Says no to readiness, answers what is under way, relays what is waiting, lets go of the database. */
    stop: async () => {
      stopping = true;
      stopKeys();
      await stopServer(app, { drainMs: env.drainMs, logger, afterwards: closeApi });
    },
  };
};
