import { type AuthOutcome, refusals } from './principal.ts';

const MAX_TOKEN_LENGTH = 8 * 1024;
const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

type Refused = Extract<AuthOutcome, { kind: 'refused' }>;

/** One value for each text, as they never differ. */
export const refusedToken = (reason: Refused['reason']): Refused => ({
  kind: 'refused',
  reason,
  scheme: 'invalid_token',
});

/** Apart from reading it: a token that is known was asked this before it came to be. */
export const isCompactJws = (token: string) => COMPACT_JWS.test(token);

/**
 * The token of the Authorization headers, or what to answer without one. Another scheme counts as no token. Give it
 * every value that was sent: Node's `headers.authorization` keeps the first and hides the second (see rawHeaders).
 */
export function readBearer(headers: readonly string[]): string | Exclude<AuthOutcome, { kind: 'principal' }> {
  if (headers.length > 1) return { kind: 'refused', reason: refusals.oneToken, scheme: 'invalid_request' };
  const header = headers[0] ?? '';
  if (!/^bearer(?:\s|$)/i.test(header)) return { kind: 'anonymous' };
  const token = header.slice('bearer'.length).replace(/^ +/, '');
  if (token === '') return { kind: 'anonymous' };
  return token.length <= MAX_TOKEN_LENGTH ? token : refusedToken(refusals.malformed);
}
