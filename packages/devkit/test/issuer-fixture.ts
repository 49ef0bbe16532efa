import { type IssuerOptions, startIssuer } from '../src/issuer/start-issuer.ts';
import { IssuerBrowser, type PkceRequest, pkceRequest } from './issuer-browser.ts';

export const AUDIENCE = 'https://api.pmp.localhost';
export const ROLES_CLAIM = 'https://pmp.example/roles';
export const WEB = 'http://127.0.0.1:8000';

/** An issuer on a free port as `npm start` runs it. */
export const testIssuer = (options: Partial<IssuerOptions> = {}) =>
  startIssuer({
    port: 0,
    audience: AUDIENCE,
    rolesClaim: ROLES_CLAIM,
    webOrigins: [WEB],
    env: {},
    ...options,
  });

/** The web's authorization request. */
export const webRequest = (issuer: string, extra: Record<string, string> = {}): PkceRequest =>
  pkceRequest({ issuer, audience: AUDIENCE, redirectUri: `${WEB}/callback` }, extra);

export interface Tokens {
  status: number;
  access_token: string;
  id_token: string;
  refresh_token: string;
  error: string;
}

export async function tokenCall(issuer: string, form: Record<string, string>): Promise<Tokens> {
  const body = new URLSearchParams({ client_id: 'pmp-web', ...form });
  const response = await fetch(`${issuer}oauth/token`, { method: 'POST', headers: { origin: WEB }, body });
  return { ...((await response.json()) as Tokens), status: response.status };
}

export const redeem = (issuer: string, { verifier, redirectUri }: PkceRequest, away: URL | undefined) =>
  tokenCall(issuer, {
    grant_type: 'authorization_code',
    code: away?.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });

/** A whole sign-in by persona link. */
export async function signInAs(
  issuer: string,
  persona: string,
  browser = new IssuerBrowser(issuer),
): Promise<Tokens> {
  const request = webRequest(issuer, { login_hint: persona });
  return redeem(issuer, request, (await browser.follow(request.url)).away);
}
