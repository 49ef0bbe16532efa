import * as z from 'zod/mini';
import { Move } from './lifecycle.ts';

/**
 * Every reason for which a call is refused. Branch on this, never on the message.
 *
 * - `bad_input` a field is missing, unknown or wrong; `fieldErrors` names at most ten
 * - `signed_out` no token, or one that does not verify
 * - `forbidden` the token is good, the role is not; or you would decide, as an official, in a case of your own
 * - `not_found` it does not exist, or it is not yours to see (the two are told apart nowhere)
 * - `stale_version` it changed since the version sent; read it again
 * - `invalid_transition` the move is not legal in this state; `allowedMoves` says which are
 * - `conflict` it clashes with what is stored
 * - `key_reused` the same clientKey or commandKey came with other contents
 * - `case_full` the case has reached a size limit
 * - `too_many` slow down
 * - `unavailable` something that we depend on is away; try again
 * - `internal` our fault; the request id finds it in the log
 */
export const appErrorCodes = [
  'bad_input',
  'signed_out',
  'forbidden',
  'not_found',
  'stale_version',
  'invalid_transition',
  'conflict',
  'key_reused',
  'case_full',
  'too_many',
  'unavailable',
  'internal',
] as const;
export const AppErrorCode = z.enum(appErrorCodes);
export type AppErrorCode = z.infer<typeof AppErrorCode>;

/** One faulty field: its path in the input (`address.city`, `items.0.text`; empty for the input itself) and what is wrong. */
export const FieldError = z.strictObject({ path: z.string(), message: z.string() });
export type FieldError = z.infer<typeof FieldError>;

/** What every tRPC error carries in `data`, besides tRPC's own `code`, `httpStatus` and `path`. */
export const ErrorData = z.object({
  appCode: AppErrorCode,
  fieldErrors: z.optional(z.array(FieldError)),
  allowedMoves: z.optional(z.array(Move)),
  currentVersion: z.optional(z.int()),
  /** On 5xx only: what to quote when asking for help. */
  requestId: z.optional(z.string()),
});
export type ErrorData = z.infer<typeof ErrorData>;
