import type { AppRouter } from '@pmp/api';
import { type AppErrorCode, ErrorData, type FieldError } from '@pmp/contracts/error';
import { TRPCClientError } from '@trpc/client';
import { UnreachableError } from './fetch.ts';

/** A call that the platform refused, with its reason in `data.appCode`. */
export type PmpError<Code extends AppErrorCode = AppErrorCode> = TRPCClientError<AppRouter> & {
  readonly data: ErrorData & { readonly appCode: Code };
};

/** Why the platform refused; undefined for what is not its refusal: no answer, an aborted call, a bug. */
export const errorDataOf = (error: unknown): ErrorData | undefined =>
  error instanceof TRPCClientError ? ErrorData.safeParse(error.data).data : undefined;

/** True for a refusal of the platform, or for that one: `isPmpError(error, 'stale_version')`. */
export const isPmpError = <Code extends AppErrorCode = AppErrorCode>(
  error: unknown,
  code?: Code,
): error is PmpError<Code> => {
  const data = errorDataOf(error);
  return data !== undefined && (code === undefined || data.appCode === code);
};

/** The faulty fields by path, to be shown beside them; empty when the reason is another. */
export const fieldErrorsOf = (error: unknown): readonly FieldError[] => errorDataOf(error)?.fieldErrors ?? [];

/** True when no answer of the platform came back, even after the retries: offline, or it is down. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof TRPCClientError && error.cause instanceof UnreachableError;
