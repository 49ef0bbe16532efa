import type { AppErrorCode, ErrorData, FieldError } from '@pmp/contracts/error';
import { TRPCError } from '@trpc/server';
import { core } from 'zod/mini';
import { AppError } from '../kernel/app-error.ts';

type TrpcCode = TRPCError['code'];

/** A new AppErrorCode does not compile until it has a row here. */
const trpcCodes: Record<AppErrorCode, TrpcCode> = {
  bad_input: 'BAD_REQUEST',
  signed_out: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  stale_version: 'CONFLICT',
  invalid_transition: 'CONFLICT',
  conflict: 'CONFLICT',
  key_reused: 'UNPROCESSABLE_CONTENT',
  case_full: 'CONFLICT',
  too_many: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
  internal: 'INTERNAL_SERVER_ERROR',
};

/** For errors that tRPC raises itself: an unknown procedure, a wrong method, input that is not JSON. */
const appCodes: Partial<Record<TrpcCode, AppErrorCode>> = {
  PARSE_ERROR: 'bad_input',
  BAD_REQUEST: 'bad_input',
  METHOD_NOT_SUPPORTED: 'bad_input',
  UNSUPPORTED_MEDIA_TYPE: 'bad_input',
  PAYLOAD_TOO_LARGE: 'bad_input',
  UNPROCESSABLE_CONTENT: 'bad_input',
  UNAUTHORIZED: 'signed_out',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not_found',
  CONFLICT: 'conflict',
  TOO_MANY_REQUESTS: 'too_many',
  SERVICE_UNAVAILABLE: 'unavailable',
};

/** Turns what a use case threw into what tRPC sends; its own errors pass. */
export const toTrpcError = (error: TRPCError): TRPCError => {
  const { cause } = error;
  if (!(cause instanceof AppError)) return error;
  return new TRPCError({ code: trpcCodes[cause.code], message: cause.message, cause });
};

const mostFieldErrors = 10;

const toFieldErrors = (issue: core.$ZodIssue): FieldError[] => {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is not known here' }));
  }
  return [{ path: path.join('.'), message: issue.message }];
};

/**
 * A schema that threw while it judged, or text that is no JSON: what the caller sent is at fault, and what the runtime says of it is not
 * for them to read.
 */
const isUnreadable = ({ code, cause }: TRPCError) =>
  code === 'BAD_REQUEST' &&
  cause instanceof Error &&
  !(cause instanceof AppError || cause instanceof core.$ZodError);

/** The faulty fields, when what failed was the caller's input and not our own output. */
const fieldErrorsOf = (error: TRPCError): FieldError[] | undefined => {
  if (error.cause instanceof AppError) return error.cause.details.fieldErrors;
  if (isUnreadable(error)) return [{ path: '', message: 'This cannot be read' }];
  if (error.code !== 'BAD_REQUEST' || !(error.cause instanceof core.$ZodError)) return undefined;
  // The first fault of a field is what its owner mends first; two about one field only confuse.
  const byPath = new Map<string, FieldError>();
  for (const fault of error.cause.issues.flatMap(toFieldErrors)) {
    if (!byPath.has(fault.path)) byPath.set(fault.path, fault);
  }
  return [...byPath.values()].slice(0, mostFieldErrors);
};

/** True for what must not be told: our faults, and anything that nobody meant to throw. */
const isInternal = (error: TRPCError) => error.code === 'INTERNAL_SERVER_ERROR';

/** The message that the caller reads. */
export const publicMessage = (error: TRPCError): string => {
  if (isInternal(error)) return 'Something went wrong on our side';
  if (isUnreadable(error)) return 'The input cannot be read';
  return error.code === 'BAD_REQUEST' && error.cause instanceof core.$ZodError
    ? 'Some fields need attention'
    : error.message;
};

/** What the reply carries besides tRPC's own code and status. */
export const errorData = (error: TRPCError, requestId: string | undefined): ErrorData => {
  const { cause } = error;
  const appCode = cause instanceof AppError ? cause.code : (appCodes[error.code] ?? 'internal');
  const fieldErrors = fieldErrorsOf(error);
  const details = cause instanceof AppError ? cause.details : {};
  const isOurs = appCode === 'internal' || appCode === 'unavailable';
  return {
    appCode,
    ...(fieldErrors && { fieldErrors }),
    ...(details.allowedMoves && { allowedMoves: details.allowedMoves }),
    ...(details.currentVersion !== undefined && { currentVersion: details.currentVersion }),
    ...(isOurs && requestId !== undefined && { requestId }),
  };
};

/** Seconds after which a refused call may be tried again, for the Retry-After header. */
export const retryAfter = (error: TRPCError): number | undefined =>
  error.cause instanceof AppError ? error.cause.details.retryAfterSeconds : undefined;
