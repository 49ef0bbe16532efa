import { errorDataOf, isUnreachable } from '@pmp/client';
import type { AppErrorCode } from '@pmp/contracts/error';
import { printable } from './text.ts';

export const exitCodes = {
  ok: 0,
  failure: 1,
  usage: 2,
  noEntry: 3,
  notFound: 4,
  conflict: 5,
  away: 6,
} as const;
type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Something that is said in one sentence and ends the command. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode = exitCodes.failure, options: { cause?: unknown } = {}) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

const byReason: Record<AppErrorCode, ExitCode> = {
  bad_input: exitCodes.usage,
  signed_out: exitCodes.noEntry,
  forbidden: exitCodes.noEntry,
  not_found: exitCodes.notFound,
  stale_version: exitCodes.conflict,
  invalid_transition: exitCodes.conflict,
  conflict: exitCodes.conflict,
  key_reused: exitCodes.conflict,
  case_full: exitCodes.conflict,
  too_many: exitCodes.away,
  unavailable: exitCodes.away,
  internal: exitCodes.failure,
};

const hints: Partial<Record<AppErrorCode, string>> = {
  signed_out: 'give a token with --token or PMP_TOKEN, or a role of the local stack with --as',
  forbidden: 'another role is chosen with --as, on a local stack',
  stale_version: 'read it again, then repeat the change',
  unavailable: 'try again in a moment',
};

interface Failure {
  readonly exitCode: ExitCode;
  readonly text: string;
}

/** What a person reads when a command fails: a sentence, then a line for each faulty field; never a stack. */
export const describeFailure = (error: unknown): Failure => {
  const cause = error instanceof Error ? error.cause : undefined;
  for (const known of [error, cause]) {
    if (known instanceof CliError) return { exitCode: known.exitCode, text: printable(known.message) };
    if (known instanceof Error && known.name === 'TimeoutError') {
      return { exitCode: exitCodes.away, text: 'The platform did not answer in time.' };
    }
  }
  const message = printable(error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  if (isUnreachable(error)) {
    return { exitCode: exitCodes.away, text: `${message}: is it running? (npm start, --url)` };
  }
  const data = errorDataOf(error);
  if (data === undefined) return { exitCode: exitCodes.failure, text: `${message}.` };
  const { appCode, fieldErrors = [], allowedMoves, requestId } = data;
  const also = [
    hints[appCode],
    allowedMoves && `allowed now: ${allowedMoves.join(', ') || 'nothing'}`,
    requestId && `request ${requestId}`,
  ].filter((part) => part !== undefined && part !== '');
  const lines = fieldErrors.map((field) => `  ${printable(`${field.path || 'input'}: ${field.message}`)}`);
  const sentence = also.length === 0 ? message : `${message} (${printable(also.join('; '))})`;
  return {
    exitCode: byReason[appCode],
    text: [`${sentence}${lines.length > 0 ? ':' : '.'}`, ...lines].join('\n'),
  };
};
