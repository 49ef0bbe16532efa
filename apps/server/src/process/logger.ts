import { pino } from 'pino';
import type { Env } from '../env.ts';

/** Structured logs on stdout, without tokens. */
export const createLogger = ({ logLevel }: Pick<Env, 'logLevel'>) =>
  pino({
    level: logLevel,
    redact: { paths: ['req.headers.authorization', 'req.headers.cookie', '*.access_token'], remove: true },
  });
