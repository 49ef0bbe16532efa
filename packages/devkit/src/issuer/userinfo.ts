import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { personaOfSub } from '../personas.ts';
import { idClaims } from './id-claims.ts';
import { sendJson } from './reply.ts';
import type { IssuerSettings } from './settings.ts';
import type { SigningKey } from './signing-keys.ts';

/**
 * Auth0 takes an API's token at /userinfo when that address is in its audience; oidc-provider refuses every token
 * that names an API. So a JWT is answered here, an opaque token by the provider.
 */
export async function userinfo(
  settings: IssuerSettings,
  keys: readonly SigningKey[],
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  allowOrigin(settings, req, res);
  try {
    const { payload } = await jwtVerify(
      bearerJwt(req) ?? '',
      createLocalJWKSet({ keys: keys.map(publicPart) }),
      {
        issuer: settings.url,
        audience: `${settings.url}userinfo`,
        algorithms: ['RS256'],
      },
    );
    const persona = personaOfSub(payload.sub ?? '');
    if (persona) {
      sendJson(res, 200, idClaims(persona, settings.rolesClaim));
      return;
    }
  } catch {
    // Every fault of a token has the same answer.
  }
  res.setHeader('www-authenticate', 'Bearer error="invalid_token"');
  sendJson(res, 401, { error: 'invalid_token', error_description: 'The access token is not valid here.' });
}

/** The JWT in the Authorization header, if that is what it holds. */
export const bearerJwt = (req: IncomingMessage): string | undefined =>
  /^Bearer (\S+\.\S+\.\S+)$/i.exec(req.headers.authorization ?? '')?.[1];

/** The public half: what the JWKS publishes. */
const publicPart = ({ kty, n, e, kid, alg, use }: SigningKey): JWK & { kty: string } => ({
  kty,
  ...(n !== undefined && { n }),
  ...(e !== undefined && { e }),
  kid,
  alg,
  use,
});

function allowOrigin(settings: IssuerSettings, req: IncomingMessage, res: ServerResponse): void {
  res.setHeader('vary', 'origin');
  const { origin } = req.headers;
  if (origin === undefined || !settings.uris.origin(origin)) return;
  res.setHeader('access-control-allow-origin', origin);
  res.setHeader('access-control-expose-headers', 'WWW-Authenticate');
}
