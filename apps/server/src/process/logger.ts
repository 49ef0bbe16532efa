import { pino } from 'pino';
import type { Env } from '../env.ts';

/** So many bytes of lines go out in one write; a write for each line costs as much as half of an empty call. */
const gatherBytes = 4096;
/** A line waits no longer than this. */
const gatherMs = 50;

/** Structured logs on stdout, without tokens. What was not written out yet is lost only to a SIGKILL. */
export const createLogger = ({ logLevel }: Pick<Env, 'logLevel'>) => {
  const stdout = pino.destination({ dest: 1, sync: true, minLength: gatherBytes, periodicFlush: gatherMs });
  process.on('exit', () => stdout.flushSync());
  return pino(
    {
      level: logLevel,
      redact: {
        paths: [
          'req.headers.authorization',
          'req.headers.cookie',
          'access_token',
          'body.access_token',
          'query.access_token',
        ],
        remove: true,
      },
    },
    stdout,
  );
};
