import { type AuthOutcome, type Composed, type Principal, refusals, type Verifier } from '@pmp/api/server';
import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null without a token. Settled before any door. */
    principal: Principal | null;
  }
}

/** Node keeps the first of two Authorization headers silently; only the raw list shows both. */
const authorizationHeaders = ({ raw: { rawHeaders } }: FastifyRequest): string[] => {
  const values: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const value = rawHeaders[index + 1];
    if (rawHeaders[index]?.toLowerCase() === 'authorization' && value !== undefined) values.push(value);
  }
  return values;
};

/** The token is good; what it lets its bearer do is not enough. */
export const insufficientScope = 'Bearer realm="api", error="insufficient_scope"';

/** RFC 6750's challenge. The reason is one of a few fixed texts, so nothing of the token is echoed. */
const refused = (statusCode: 400 | 401, scheme: 'invalid_request' | 'invalid_token', reason: string) =>
  new Refusal(statusCode, reason, {
    'www-authenticate': `Bearer realm="api", error="${scheme}", error_description="${reason}"`,
  });

type BlockedPeople = Pick<Composed['deps']['blocked'], 'has'>;

/**
 * Verifies the token once per HTTP request, at once where that needs no waiting. A bad token is refused here on every door, public
 * procedures included (RFC 6750).
 */
export const authenticateWith = (verifier: Verifier, blocked: BlockedPeople) => {
  const settle = (request: FastifyRequest, outcome: AuthOutcome) => {
    switch (outcome.kind) {
      case 'anonymous':
        return;
      case 'principal':
        if (blocked.has(outcome.principal.userId)) throw refused(401, 'invalid_token', refusals.revoked);
        request.principal = outcome.principal;
        return;
      case 'refused':
        throw refused(outcome.scheme === 'invalid_request' ? 400 : 401, outcome.scheme, outcome.reason);
      case 'unavailable':
        throw new Refusal(503, 'The token issuer is not answering; try again', {
          'retry-after': String(outcome.retryAfterSeconds),
        });
    }
  };
  return (request: FastifyRequest): void | Promise<void> => {
    const outcome = verifier.authenticate(authorizationHeaders(request));
    return 'kind' in outcome ? settle(request, outcome) : outcome.then((settled) => settle(request, settled));
  };
};
