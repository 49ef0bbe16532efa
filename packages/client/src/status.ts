import type { AppRouter } from '@pmp/api';
import type { TRPCClientError } from '@trpc/client';
import { UnreachableError } from './fetch.ts';

const numberIn = (value: unknown, key: string): number | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'number' ? found : undefined;
};

/** The HTTP answer that a call came back in; the calls of a batch share it. */
export const responseOf = (error: TRPCClientError<AppRouter>): object | undefined => {
  const response: unknown = error.meta?.['response'];
  return typeof response === 'object' && response !== null ? response : undefined;
};

/** The HTTP status that says how this one call went: in a batch its own, not that of the whole. */
export const statusOf = (error: TRPCClientError<AppRouter>): number | undefined =>
  numberIn(error.data, 'httpStatus') ??
  (error.cause instanceof UnreachableError ? error.cause.status : undefined) ??
  numberIn(responseOf(error), 'status');
