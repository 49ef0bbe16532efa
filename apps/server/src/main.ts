import cluster from 'node:cluster';
import closeWithGrace from 'close-with-grace';
import { loadEnv, readEnv } from './env.ts';
import { EnvError } from './env-error.ts';
import { createLogger } from './process/logger.ts';
import { serve } from './process/serve.ts';
import { mostStopMs } from './process/stop-server.ts';
import { runWorkers, stopMessage } from './process/workers.ts';

const main = async () => {
  const env = loadEnv(readEnv());
  const logger = createLogger(env);
  const several = env.workers > 1;
  const isPrimary = several && cluster.isPrimary;
  const onHopeless = () => {
    process.stderr.write('A worker ended before it could listen; its words are above.\n');
    // Takes the other workers along: none outlives its primary.
    process.exit(1);
  };
  const running = isPrimary
    ? runWorkers(env, { logger, onHopeless })
    : await serve(env, { logger, jobs: !several });

  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= running.stop());
  // A primary waits for its workers, who each may need all of theirs.
  const delay = env.drainMs + (isPrimary ? mostStopMs + 3_000 : mostStopMs);
  const grace = closeWithGrace({ delay, logger }, async ({ err }) => {
    if (err) logger.error({ err }, 'stopping after a fault');
    await stop();
  });
  if (cluster.isWorker) {
    process.on('message', (message) => {
      if (message === stopMessage) grace.close();
    });
  }
  // Started by another program, such as the local stack: never outlive it.
  if (cluster.isPrimary && process.channel) process.once('disconnect', () => grace.close());
};

const explain = (error: unknown) => {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') return 'The port is taken; set PORT to a free one.';
  return error instanceof EnvError ? error.message : (error.stack ?? error.message);
};

try {
  await main();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
