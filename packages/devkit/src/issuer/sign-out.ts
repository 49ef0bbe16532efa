import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeJwt } from 'jose';
import type { Provider } from 'oidc-provider';
import { problemPage, signedOutPage } from './pages.ts';
import { readForm, redirect, sendPage } from './reply.ts';
import type { IssuerSettings } from './settings.ts';
import type { IssuerStore } from './store.ts';

/**
 * Both of Auth0's ways out: the standard's `end_session_endpoint` and its own `/v2/logout?client_id&returnTo`.
 * Like Auth0 it asks nothing and goes back at once; the address must be the web's own.
 */
export async function signOut(
  { provider, store, settings }: { provider: Provider; store: IssuerStore; settings: IssuerSettings },
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const query = new URL(req.url ?? '/', settings.url).searchParams;
  const asked = req.method === 'POST' ? await readForm(req) : query;
  const clientId = asked.get('client_id') ?? audienceOf(asked.get('id_token_hint'));
  const target = asked.get('post_logout_redirect_uri') ?? asked.get('returnTo');
  if (target !== null && !(clientId === settings.webClientId && settings.uris.postLogout(target))) {
    const text = 'The address to return to does not belong to this app.';
    sendPage(res, 400, problemPage('You cannot be sent there', text));
    return;
  }
  await endSession(provider, store, req, res);
  if (target === null) {
    sendPage(res, 200, signedOutPage());
    return;
  }
  const back = new URL(target);
  const state = asked.get('state');
  if (state !== null) back.searchParams.set('state', state);
  redirect(res, back.href);
}

async function endSession(
  provider: Provider,
  store: IssuerStore,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const session = await provider.Session.get(provider.createContext(req, res));
  for (const { grantId } of Object.values(session.authorizations ?? {})) {
    if (grantId !== undefined) store.revokeGrant(grantId);
  }
  await session.destroy();
  const gone = `${provider.cookieName('session')}=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly`;
  res.setHeader('set-cookie', gone);
}

/** Read, not verified: it only picks the client, whose addresses are checked in any case. */
function audienceOf(idToken: string | null): string | undefined {
  try {
    const aud = idToken === null ? undefined : decodeJwt(idToken).aud;
    return typeof aud === 'string' ? aud : undefined;
  } catch {
    return undefined;
  }
}
