import {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
} from 'mongodb';
import { AppError } from '../kernel/app-error.ts';
import type { Index } from './collection.ts';

const duplicateKey = 11000;

/** True when a unique index refused a write; of several writes, when nothing else went wrong with any of them. */
export const isDuplicateKey = (error: unknown) => {
  if (!(error instanceof MongoServerError) || error.code !== duplicateKey) return false;
  if (!(error instanceof MongoBulkWriteError)) return true;
  // Its own code is that of the first write alone, and says nothing of a write concern that was not met.
  const codes = [error.writeErrors].flat().map(({ code }) => code);
  const areDuplicates = codes.length > 0 && codes.every((code) => code === duplicateKey);
  return areDuplicates && error.result.getWriteConcernError() === undefined;
};

/** True when it was this index of several that refused a write. */
export const isDuplicateOf = (error: unknown, { name, key }: Pick<Index, 'name' | 'key'>) => {
  if (!(error instanceof MongoServerError) || error.code !== duplicateKey) return false;
  const pattern: unknown = error['keyPattern'];
  if (typeof pattern !== 'object' || pattern === null) return error.message.includes(name);
  return Object.keys(pattern).join() === Object.keys(key).join();
};

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
