import { MongoError, MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { AppError } from '../kernel/app-error.ts';

const duplicateKey = 11000;

/** True when a unique index refused a write. */
export const isDuplicateKey = (error: unknown) =>
  error instanceof MongoServerError && error.code === duplicateKey;

const isAway = (error: unknown) => {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  if (error instanceof MongoServerError) return error.hasErrorLabel('RetryableWriteError');
  if (error instanceof MongoError) return /pool|closed|timed out|not connected/i.test(error.message);
  // A socket reset can surface from the driver as a bare system error.
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
};

/** Runs a database call. A database that is away becomes `unavailable`; what became of a write is then unknown: retry with the same key. */
export const reach = async <Result>(call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    if (!isAway(error)) throw error;
    throw new AppError('unavailable', 'The database is not answering; try again', {
      cause: error,
      retryAfterSeconds: 2,
    });
  }
};
