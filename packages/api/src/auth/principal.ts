import { createHash } from 'node:crypto';
import type { Role } from '@pmp/contracts/role';

/** Whom a verified token speaks for: our own names for what we use of its claims, and nothing else of them. */
export interface Principal {
  /** Opaque and ours; the issuer's `sub` goes no further than this folder. */
  readonly userId: string;
  /** In the order of the contract. Empty for a person or machine without a role here: every role's door says 403. */
  readonly roles: readonly Role[];
  readonly expiresAt: Date;
  /** As the issuer wrote it, if it did. Never proof of anything. */
  readonly name?: string;
}

/** The only texts that a refused caller reads. Fixed, so that they cannot carry anything of the token. */
export const refusals = {
  oneToken: 'Send exactly one Authorization header',
  malformed: 'The token is malformed',
  signature: 'The token is not signed by a known key',
  expired: 'The token has expired',
  notYet: 'The token is not valid yet',
  notForUs: 'The token is not an access token for this service',
  revoked: 'The token has been revoked',
} as const;
export type RefusalReason = (typeof refusals)[keyof typeof refusals];

/** What the Authorization header amounts to. Settled once per HTTP request, before any door. */
export type AuthOutcome =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'principal'; readonly principal: Principal }
  /** `invalid_request` is answered with 400, `invalid_token` with 401 (RFC 6750 §3.1). */
  | {
      readonly kind: 'refused';
      readonly reason: RefusalReason;
      readonly scheme: 'invalid_token' | 'invalid_request';
    }
  /** The token cannot be judged now: 503, never 401, which would sign people out during an outage. */
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds: number };

/** Our id of a person: a hash of issuer (or its namespace) and subject, so that no lookup is needed and the subject is never shown. */
export function userIdOf(namespace: string, subject: string): string {
  return createHash('sha256').update(`${namespace}\n${subject}`).digest('hex').slice(0, 24);
}
