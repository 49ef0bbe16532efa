import { roles as knownRoles, type Role } from '@pmp/contracts/role';
import type { JWTHeaderParameters, JWTPayload } from 'jose';
import { type Principal, type RefusalReason, refusals, userIdOf } from './principal.ts';

/** A rule of ours that jose does not have said no. */
export class TokenRefused extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason) {
    super(reason);
    this.name = 'TokenRefused';
    this.reason = reason;
  }
}

export const MAX_LIFETIME_S = 24 * 3_600;

const ACCESS_TOKEN_TYPES = new Set(['jwt', 'at+jwt', 'application/at+jwt']);
const MAX_KID_LENGTH = 200;
const MAX_ROLES = 8;
const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;
const MAX_SUBJECT_LENGTH = 255;
const MAX_NAME_LENGTH = 100;
// Only OpenID Connect's ID tokens carry these, also one whose audience was set to ours.
const ID_TOKEN_CLAIMS = ['nonce', 'at_hash', 'c_hash'] as const;

/** The key to ask for. Called before any signature is checked, so nothing here may be believed. */
export function kidOf(header: Partial<JWTHeaderParameters>): string {
  const { kid, typ } = header;
  if ('crit' in header || 'b64' in header) throw new TokenRefused(refusals.malformed);
  if (typ !== undefined && (typeof typ !== 'string' || !ACCESS_TOKEN_TYPES.has(typ.toLowerCase()))) {
    throw new TokenRefused(refusals.notForUs);
  }
  if (typeof kid !== 'string' || kid === '' || kid.length > MAX_KID_LENGTH)
    throw new TokenRefused(refusals.signature);
  return kid;
}

export interface ClaimRules {
  readonly issuer: string;
  /** What user ids are made of besides the subject: the issuer, unless it has moved to another address since. */
  readonly userNamespace?: string;
  readonly rolesClaim: string;
  /** The applications that may call, by `azp` or `client_id`; without it, all of the issuer's. */
  readonly clientIds?: readonly string[];
}

/** The principal of claims whose signature, issuer, audience and times jose has checked. */
export function principalOf(claims: JWTPayload, rules: ClaimRules): Principal {
  const { exp, iat, sub, azp, client_id: clientId } = claims;
  if (!isInstant(exp) || !isInstant(iat) || exp - iat > MAX_LIFETIME_S)
    throw new TokenRefused(refusals.malformed);
  if (ID_TOKEN_CLAIMS.some((claim) => Object.hasOwn(claims, claim)))
    throw new TokenRefused(refusals.notForUs);
  const client = azp ?? clientId;
  if (rules.clientIds !== undefined && !(typeof client === 'string' && rules.clientIds.includes(client))) {
    throw new TokenRefused(refusals.notForUs);
  }
  if (typeof sub !== 'string' || sub.length > MAX_SUBJECT_LENGTH || !PRINTABLE.test(sub)) {
    throw new TokenRefused(refusals.malformed);
  }
  const name = nameOf(claims);
  return Object.freeze({
    userId: userIdOf(rules.userNamespace ?? rules.issuer, sub),
    roles: rolesOf(claims, rules.rolesClaim),
    expiresAt: new Date(exp * 1_000),
    ...(name === undefined ? {} : { name }),
  });
}

/** What the claim names of our roles, compared exactly. Unknown ones are other systems' and grant nothing here. */
function rolesOf(claims: JWTPayload, rolesClaim: string): readonly Role[] {
  if (!Object.hasOwn(claims, rolesClaim)) return [];
  const named: unknown = claims[rolesClaim];
  const wellFormed =
    Array.isArray(named) && named.length <= MAX_ROLES && named.every((role) => typeof role === 'string');
  if (!wellFormed) throw new TokenRefused(refusals.malformed);
  return Object.freeze(knownRoles.filter((role) => named.includes(role)));
}

function nameOf(claims: JWTPayload): string | undefined {
  const name: unknown = Object.hasOwn(claims, 'name') ? claims['name'] : undefined;
  if (typeof name !== 'string' || name.length > MAX_NAME_LENGTH || !PRINTABLE.test(name)) return undefined;
  return name.trim() || undefined;
}

function isInstant(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
