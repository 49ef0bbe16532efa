import type { Principal, Verifier } from '@pmp/api/server';
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

/** Verifies the token once per HTTP request. A bad token is refused here on every door, public procedures included (RFC 6750). */
export const authenticateWith = (verifier: Verifier) => async (request: FastifyRequest) => {
  const outcome = await verifier.authenticate(authorizationHeaders(request));
  switch (outcome.kind) {
    case 'anonymous':
      return;
    case 'principal':
      request.principal = outcome.principal;
      return;
    case 'refused':
      throw new Refusal(outcome.scheme === 'invalid_request' ? 400 : 401, outcome.reason, {
        'www-authenticate': `Bearer realm="api", error="${outcome.scheme}", error_description="${outcome.reason}"`,
      });
    case 'unavailable':
      throw new Refusal(503, 'The token issuer is not answering; try again', {
        'retry-after': String(outcome.retryAfterSeconds),
      });
  }
};
