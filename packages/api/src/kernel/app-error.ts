import type { AppErrorCode, FieldError } from '@pmp/contracts/error';
import type { Move } from '@pmp/contracts/lifecycle';

/** What a refusal may tell besides its code. All of it reaches the caller. */
export interface ErrorDetails {
  fieldErrors?: FieldError[];
  allowedMoves?: Move[];
  currentVersion?: number;
  retryAfterSeconds?: number;
}

/** The one error that use cases and adapters throw on purpose. `message` is shown to the caller; `cause` is only logged. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly details: ErrorDetails;

  constructor(code: AppErrorCode, message: string, options: ErrorDetails & { cause?: unknown } = {}) {
    const { cause, ...details } = options;
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** For a thing that is missing and for one that the actor may not see: the same answer, so that neither can be told. */
export const notFound = () => new AppError('not_found', 'Not found');

/** Refuses one field of an input that zod could not judge alone. */
export const badField = (path: string, message: string) =>
  new AppError('bad_input', 'Some fields need attention', { fieldErrors: [{ path, message }] });
