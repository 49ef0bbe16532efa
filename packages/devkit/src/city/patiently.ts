import { setTimeout as wait } from 'node:timers/promises';

const attempts = 8;
const pauseMs = 250;

const isPutOff = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'SERVICE_UNAVAILABLE';

/** Asks again while a busy database puts a call off, as every client does. Whatever is asked carries a key: it happens once. */
export const patiently = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === attempts || !isPutOff(error)) throw error;
      await wait(attempt * pauseMs);
    }
  }
};
