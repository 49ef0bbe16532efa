import cluster, { type Worker } from 'node:cluster';
import type { Logger } from 'pino';
import type { Env } from '../env.ts';
import { openApi } from './open-api.ts';

const respawnAfterMs = 1000;

/** Forks `env.workers` server processes that share the port, replaces those that die, and does the background work itself. */
export const runWorkers = (env: Env, logger: Logger) => {
  const jobs = openApi(env, { logger, jobs: true });
  let stopping = false;
  cluster.on('exit', (worker: Worker, code: number, signal: string) => {
    if (stopping) return;
    logger.error({ pid: worker.process.pid, code, signal }, 'a worker died; starting another');
    setTimeout(() => {
      if (!stopping) cluster.fork();
    }, respawnAfterMs);
  });
  for (let started = 0; started < env.workers; started += 1) cluster.fork();

  return {
    stop: async () => {
      stopping = true;
      const alive = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      await Promise.all(alive.map(ended));
      await jobs.stop();
    },
  };
};

const ended = (worker: Worker) =>
  new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
    worker.kill('SIGTERM');
  });
