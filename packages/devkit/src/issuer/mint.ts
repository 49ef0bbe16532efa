import { randomUUID } from 'node:crypto';
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { findPersona } from '../personas.ts';
import { ACCESS_TOKEN_SECONDS, type IssuerSettings, WEB_CLIENT_ID } from './settings.ts';
import type { SigningKey } from './signing-keys.ts';

/** What a test may bend. Nothing given: Hannah's token, shaped as the real flow makes it. */
export interface MintOptions {
  /** A persona's key. */
  readonly persona?: string;
  readonly sub?: string;
  readonly roles?: unknown;
  /** Seconds since 1970 at which it is issued. */
  readonly now?: number;
  readonly expiresIn?: number;
  /** Set or, with `undefined`, remove claims: `{ exp: undefined }`. */
  readonly claims?: Record<string, unknown>;
  /** Set or remove header parameters: `{ kid: undefined }`, `{ typ: 'JWT' }`. */
  readonly header?: Record<string, unknown>;
}

/** Signs an access token directly, past every rule of the provider: right ones and wrong ones. */
export function mintToken(
  settings: IssuerSettings,
  key: SigningKey,
  options: MintOptions = {},
): Promise<string> {
  const persona = findPersona(options.persona ?? 'hannah');
  if (!persona) throw new Error(`There is no persona "${options.persona}".`);
  const iat = options.now ?? Math.floor(Date.now() / 1000);
  const payload: JWTPayload = {
    jti: randomUUID(),
    iss: settings.url,
    sub: options.sub ?? persona.sub,
    aud: [settings.audience, `${settings.url}userinfo`],
    iat,
    exp: iat + (options.expiresIn ?? ACCESS_TOKEN_SECONDS),
    scope: 'openid profile email',
    client_id: WEB_CLIENT_ID,
    name: options.sub === undefined ? persona.name : undefined,
    [settings.rolesClaim]: options.roles ?? (options.sub === undefined ? persona.roles : undefined),
    ...options.claims,
  };
  const header: JWTHeaderParameters = { alg: 'RS256', typ: 'at+jwt', kid: key.kid, ...options.header };
  return new SignJWT(payload).setProtectedHeader(header).sign(key);
}
