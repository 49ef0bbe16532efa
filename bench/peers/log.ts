import { pino } from 'pino';

// What a service in production logs, as the platform does: one line a request.

// Several lines in one write: the logger that Fastify makes hands each of them to another thread, which is a fifth of a get.
const stdout = pino.destination({ dest: 1, sync: true, minLength: 4096, periodicFlush: 50 });
process.once('exit', () => stdout.flushSync());

export const log = pino({ level: 'info' }, stdout);

interface Answered {
  readonly method: string | undefined;
  readonly route: string | undefined;
  readonly status: number;
  /** Milliseconds. */
  readonly ms: number;
}

/** Logs what became of a request. */
export const logAnswered = (answered: Answered): void => log.info(answered, 'answered');
