import { appRouter, retryAfter } from '@pmp/api/server';
import { ErrorData } from '@pmp/contracts/error';
import { getTRPCErrorFromUnknown, getTRPCErrorShape, type TRPCError } from '@trpc/server';
import { z } from 'zod';
import { insufficientScope } from '../http/authenticate.ts';
import type { Refusal } from '../http/refusal.ts';
import { type Issue, toIssues } from './issue.ts';
import { type Operation, pathParameters } from './operation.ts';
import { fieldIssues, type Understood } from './read-request.ts';

/** A refusal in FastAPI's shape. */
export interface Failure {
  status: number;
  detail: string | Issue[];
  headers: Record<string, string>;
  /** Members beside `detail`, which FastAPI's own clients pass over. */
  more: Record<string, unknown>;
  /** Set where it is our fault: what to log. */
  cause?: unknown;
}

export const failure = (status: number, detail: Failure['detail'], rest: Partial<Failure> = {}): Failure => ({
  status,
  detail,
  headers: {},
  more: {},
  ...rest,
});

/** The same for a path that is unknown, a record that is missing, and one that is not the caller's to see. */
const notFound = () => failure(404, 'Not Found');

const dataOf = (error: TRPCError): ErrorData => {
  const shape = getTRPCErrorShape({
    config: appRouter._def._config,
    error,
    type: 'unknown',
    path: undefined,
    input: undefined,
    ctx: undefined,
  });
  return ErrorData.parse(shape.data);
};

type Asked = Pick<Understood, 'judged' | 'faults'> & { row: Operation };

/** Words what a procedure threw. Says no more than tRPC's door would. */
export const failureOf = (thrown: unknown, { row, judged, faults }: Asked): Failure => {
  const error = getTRPCErrorFromUnknown(thrown);
  const { appCode, fieldErrors, allowedMoves, currentVersion } = dataOf(error);
  const seconds = retryAfter(error);
  const headers: Record<string, string> = seconds === undefined ? {} : { 'retry-after': String(seconds) };
  switch (appCode) {
    case 'signed_out':
      return failure(401, 'Not authenticated', { headers: { 'www-authenticate': 'Bearer' } });
    case 'forbidden':
      return failure(403, error.message, { headers: { 'www-authenticate': insufficientScope } });
    case 'not_found':
      return notFound();
    case 'bad_input': {
      if (faults.length > 0) return failure(422, faults);
      const { cause } = error;
      if (!(cause instanceof z.core.$ZodError)) {
        return failure(422, fieldIssues(fieldErrors ?? [{ path: '', message: error.message }], judged));
      }
      const parameters = pathParameters(row.path);
      // An id that is none names nothing: no more is told about it than about one that is not there.
      if (cause.issues.some(({ path: [first] }) => parameters.includes(String(first)))) return notFound();
      return failure(422, toIssues(cause, judged));
    }
    case 'key_reused':
      return failure(422, fieldIssues([{ path: row.idempotency ?? '', message: error.message }], judged));
    case 'stale_version':
    case 'invalid_transition':
    case 'conflict':
    case 'case_full': {
      const more = { code: appCode, ...(allowedMoves && { allowedMoves }) };
      const version = currentVersion === undefined ? {} : { currentVersion };
      return failure(409, error.message, { more: { ...more, ...version } });
    }
    case 'too_many':
      return failure(429, error.message, { headers });
    case 'unavailable':
      return failure(503, error.message, { headers: { 'retry-after': '2', ...headers }, cause: error.cause });
    case 'internal':
      return failure(500, 'Internal Server Error', { cause: error.cause ?? error });
  }
};

/** Words a refusal that came before any procedure: a bad token, a body that is too large, a fault of ours. */
export const failureOfRefusal = ({ statusCode, message, headers }: Refusal, cause: unknown): Failure =>
  statusCode === 500
    ? failure(500, 'Internal Server Error', { cause })
    : failure(statusCode, message, { headers: { ...headers }, ...(statusCode > 500 && { cause }) });
