import cluster from 'node:cluster';
import closeWithGrace from 'close-with-grace';
import { EnvError, loadEnv, readEnv } from './env.ts';
import { createLogger } from './process/logger.ts';
import { serve } from './process/serve.ts';
import { runWorkers } from './process/workers.ts';

const mostStopMs = 10_000;

const main = async () => {
  const env = loadEnv(readEnv());
  const logger = createLogger(env);
  const several = env.workers > 1;
  const running =
    several && cluster.isPrimary ? runWorkers(env, logger) : await serve(env, { logger, jobs: !several });

  const grace = closeWithGrace({ delay: mostStopMs, logger }, async ({ err }) => {
    if (err) logger.error({ err }, 'stopping after a fault');
    await running.stop();
  });
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
