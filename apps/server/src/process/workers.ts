import cluster, { type Worker } from 'node:cluster';
import type { Logger } from 'pino';
import type { Env } from '../env.ts';
import { openApi } from './open-api.ts';
import { respawnDelay } from './respawn-delay.ts';
import { within } from './stop-server.ts';

/** What the primary says to a worker. No signal: one from a terminal goes to all, and a second one is force. */
export const stopMessage = 'stop';

const jobsStopMs = 2_500;

interface Options {
  logger: Logger;
  /** Told when workers die before any of them ever listened: another attempt would end the same. */
  onHopeless(): void;
}

/** Forks `env.workers` server processes that share the port, replaces those that die, and does the background work itself. */
export const runWorkers = (env: Env, { logger, onHopeless }: Options) => {
  const jobs = openApi(env, { logger, jobs: true });
  const delayOf = respawnDelay({ monotonic: () => performance.now() });
  const born = new Map<number, number>();
  let stopping = false;
  let listened = false;
  let failed = 0;

  const fork = () => {
    const worker = cluster.fork();
    born.set(worker.id, performance.now());
  };
  cluster.on('listening', () => {
    listened = true;
  });
  cluster.on('exit', (worker: Worker, code: number | null, signal: string | null) => {
    const lived = performance.now() - (born.get(worker.id) ?? 0);
    born.delete(worker.id);
    if (stopping) {
      if (code !== 0) failed += 1;
      return;
    }
    if (!listened) {
      stopping = true;
      onHopeless();
      return;
    }
    const afterMs = delayOf(lived);
    logger.error({ pid: worker.process.pid, code, signal, afterMs }, 'a worker died; starting another');
    setTimeout(() => {
      if (!stopping) fork();
    }, afterMs);
  });
  for (let started = 0; started < env.workers; started += 1) fork();

  return {
    /** Throws when a worker had to be ended by force. */
    stop: async () => {
      stopping = true;
      const alive = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
      await Promise.all(alive.map(ended));
      if (!(await within(jobsStopMs, jobs.stop(), logger)))
        logger.warn('the background work did not end in time');
      if (failed > 0) throw new Error(`${failed} workers did not end well`);
    },
  };
};

const ended = (worker: Worker) =>
  new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
    if (worker.isDead() || !worker.isConnected()) resolve();
    else worker.send(stopMessage);
  });
