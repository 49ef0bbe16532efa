import { hash } from 'node:crypto';
import type { Principal } from './principal.ts';

const MAX_TOKENS = 10_000;
const TTL_MS = 60_000;

interface Verified {
  readonly principal: Principal;
  readonly until: number;
  readonly revision: number;
}

export interface VerifiedTokens {
  get(digest: string): Principal | undefined;
  /** `revision` is the key store's from before the verification: a key may go while a token is checked. */
  add(digest: string, principal: Principal, revision: number): void;
}

/** Names a token by its bytes, so that no token is kept in memory. */
export function digestOf(token: string): string {
  return hash('sha256', token, 'base64url');
}

/**
 * Tokens that were verified within the last minute: checking a signature again costs more than a whole call.
 * None is taken past its own expiry, nor after one of the issuer's keys was removed.
 */
export function createVerifiedTokens(sources: {
  readonly clock: { now(): Date };
  readonly monotonic: () => number;
  readonly keys: { readonly revision: number };
}): VerifiedTokens {
  const { clock, monotonic, keys } = sources;
  const tokens = new Map<string, Verified>();
  return {
    get(digest) {
      const verified = tokens.get(digest);
      if (verified === undefined) return undefined;
      const { principal, until, revision } = verified;
      const isCurrent = clock.now().getTime() < principal.expiresAt.getTime();
      if (monotonic() < until && isCurrent && revision === keys.revision) return principal;
      tokens.delete(digest);
      return undefined;
    },
    add(digest, principal, revision) {
      if (tokens.size >= MAX_TOKENS) {
        const oldest = tokens.keys().next();
        if (!oldest.done) tokens.delete(oldest.value);
      }
      tokens.set(digest, { principal, until: monotonic() + TTL_MS, revision });
    },
  };
}
