import { errorDataOf, fieldErrorsOf, isUnreachable } from '@pmp/client';
import { SignInUnreachable } from '../session/session.ts';

/** What went wrong, in the form that screens show. */
export interface Problem {
  kind: 'not-allowed' | 'not-found' | 'signed-out' | 'unreachable' | 'other';
  text: string;
  requestId?: string;
}

const kinds = { forbidden: 'not-allowed', not_found: 'not-found', signed_out: 'signed-out' } as const;
const texts: Record<Problem['kind'], string> = {
  'not-allowed': 'You are signed in, but not as a homeowner.',
  'not-found': 'There is no such thing here, or it is not yours.',
  'signed-out': 'Your sign-in has ended.',
  unreachable: 'We can’t reach the server right now.',
  other: 'Something went wrong on our side.',
};

export const problemOf = (error: unknown): Problem => {
  const data = errorDataOf(error);
  // Ids come from addresses: one that can't be anybody's names nothing, like one that nobody has.
  const noSuchId = fieldErrorsOf(error).some(({ path }) => path === 'id');
  const code = noSuchId ? 'not_found' : data?.appCode;
  if (code === 'forbidden' || code === 'not_found' || code === 'signed_out') {
    return { kind: kinds[code], text: texts[kinds[code]] };
  }
  const unreachable =
    isUnreachable(error) || (error instanceof Error && error.cause instanceof SignInUnreachable);
  if (unreachable) return { kind: 'unreachable', text: texts.unreachable };
  const own = code === undefined || code === 'internal' || code === 'unavailable';
  return {
    kind: 'other',
    text: own || !(error instanceof Error) ? texts.other : `${error.message}.`,
    ...(data?.requestId !== undefined && { requestId: data.requestId }),
  };
};
