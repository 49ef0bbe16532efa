import { setTimeout as wait } from 'node:timers/promises';
import { composeApi, openConnection } from '@pmp/api/server';
import type { Logger } from 'pino';
import type { Env } from '../env.ts';
import { version } from '../version.ts';

const retryMs = 1000;

/** Opens the database and prepares it as soon as it answers; `jobs` makes this process compete for the background work. */
export const openApi = (env: Env, { logger, jobs }: { logger: Logger; jobs: boolean }) => {
  const connection = openConnection({ url: env.mongoUrl, dbName: env.dbName });
  const onError = (error: unknown, work: string) =>
    logger.error({ err: error, work }, 'background work failed');
  const api = composeApi({
    connection,
    version,
    userNamespace: env.userNamespace,
    allowances: env.allowances,
    onError,
  });
  let prepared = false;
  let stopping = false;

  const prepare = async () => {
    while (!prepared && !stopping) {
      try {
        await api.prepare();
        prepared = true;
        if (jobs) api.startJobs();
      } catch (error) {
        onError(error, 'prepare');
        await wait(retryMs);
      }
    }
  };
  const preparing = prepare();

  return {
    api,
    connection,
    isPrepared: () => prepared,
    stop: async () => {
      stopping = true;
      await preparing;
      await api.stop();
      await connection.close();
    },
  };
};
