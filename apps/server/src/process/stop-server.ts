import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/** What a stop may take after the drain; together less than `mostStopMs`. */
const answersMs = 5_000;
const afterwardsMs = 2_500;

/** How long a process has for its stop, the drain aside, before it is ended by force. */
export const mostStopMs = 8_000;

/** Whether it was done in time; a fault of it counts as done and is told. */
export const within = async (ms: number, work: Promise<unknown>, logger: Logger): Promise<boolean> => {
  const done = work.then(
    () => true,
    (error: unknown) => {
      logger.error({ err: error }, 'a part of the stop failed');
      return true;
    },
  );
  const late = new AbortController();
  const first = await Promise.race([done, wait(ms, false, { signal: late.signal }).catch(() => false)]);
  late.abort();
  return first;
};

/**
 * Ends a server that readiness has already said no for: answers what is under way, then `afterwards`.
 * Throws when requests had to be left without an answer, so that whoever waits for the process learns of it.
 */
export const stopServer = async (
  app: FastifyInstance,
  { drainMs, logger, afterwards }: { drainMs: number; logger: Logger; afterwards(): Promise<void> },
) => {
  // Balancers look at readiness only so often; until then they send requests, and get answers.
  await wait(drainMs);
  const closed = app.close();
  let left = 0;
  if (!(await within(answersMs, closed, logger))) {
    left = app.unanswered();
    // Whoever is slow to send a request, or does not let go of a connection, waits for nothing any more.
    app.server.closeAllConnections();
    await within(500, closed, logger);
  }
  // What it leaves undone is in the database, and is done by the next process.
  if (!(await within(afterwardsMs, afterwards(), logger))) logger.warn('the database did not let go in time');
  if (left > 0) throw new Error(`${left} requests were not answered in time`);
};
