import { ErrorResponse, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { settings } from './settings.ts';
import { storePrefix } from './stored-user.ts';

// Loaded when somebody signs in or out or a token runs out, not to show a page.

let making: Promise<UserManager> | undefined;

const make = async (): Promise<UserManager> => {
  const { issuer, clientId, audience } = await settings();
  const store = new WebStorageStateStore({ prefix: storePrefix, store: sessionStorage });
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: `${location.origin}/callback`,
    post_logout_redirect_uri: `${location.origin}/`,
    scope: 'openid profile email offline_access',
    extraQueryParams: { audience },
    userStore: store,
    stateStore: store,
    automaticSilentRenew: false,
    monitorSession: false,
    requestTimeoutInSeconds: 10,
  });
};

const manager = (): Promise<UserManager> => {
  making ??= make().catch((error: unknown) => {
    making = undefined;
    throw error;
  });
  return making;
};

export interface SignInOptions {
  /** Names a person, as the local issuer's links do. */
  hint?: string | undefined;
  /** Asks nothing: comes back at once, and signed in only if the issuer still knows the person. */
  silent?: boolean;
}

/** Leaves for the issuer. `to` is where to be afterwards. */
export const leaveToSignIn = async (
  to: string,
  { hint, silent = false }: SignInOptions = {},
): Promise<void> => {
  const oidc = await manager();
  await oidc.signinRedirect({
    state: { to, silent },
    ...(hint !== undefined && { login_hint: hint }),
    // Nobody asked for this journey, so the way back does not lead through it.
    ...(silent && { prompt: 'none', redirectMethod: 'replace' }),
  });
};

/** What `leaveToSignIn` left to be read on the way back. */
const journeyOf = (state: unknown): { to: string; silent: boolean } => {
  const kept = new Map(typeof state === 'object' && state !== null ? Object.entries(state) : []);
  const to: unknown = kept.get('to');
  return { to: typeof to === 'string' ? to : '/requests', silent: kept.get('silent') === true };
};

/**
 * Back from the issuer: keeps the tokens and says where to go. Throws when the issuer refused; a silent journey that
 * brought nobody just goes on, and so does one that brought somebody who is not `isKnownHere`.
 */
export const finishSignIn = async (isKnownHere: (sub: string) => boolean): Promise<string> => {
  const oidc = await manager();
  try {
    const user = await oidc.signinCallback();
    const { to, silent } = journeyOf(user?.state);
    // Somebody who signed out here while the issuer could not be told stays out.
    if (silent && user && !isKnownHere(user.profile.sub)) await oidc.removeUser();
    return to;
  } catch (error) {
    const journey = journeyOf(error instanceof ErrorResponse ? error.state : undefined);
    if (journey.silent) return journey.to;
    throw error;
  }
};

/** `refused`: the issuer answered, and will not. Anything else may work later. */
export const renewUser = async (): Promise<'renewed' | 'refused' | 'unreachable'> => {
  try {
    const oidc = await manager();
    const user = await oidc.getUser();
    if (user?.refresh_token === undefined) return 'refused';
    return (await oidc.signinSilent()) ? 'renewed' : 'refused';
  } catch (error) {
    return error instanceof ErrorResponse ? 'refused' : 'unreachable';
  }
};

/** Ends the sign-in here and at the issuer. */
export const leaveToSignOut = async (): Promise<void> => {
  const oidc = await manager();
  await oidc.signoutRedirect();
};
