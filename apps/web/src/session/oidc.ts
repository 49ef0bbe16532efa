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
  });
};

const manager = (): Promise<UserManager> => {
  making ??= make().catch((error: unknown) => {
    making = undefined;
    throw error;
  });
  return making;
};

/** Leaves for the issuer. `to` is where to be afterwards; `hint` names a person, as the local issuer's links do. */
export const leaveToSignIn = async (to: string, hint?: string): Promise<void> => {
  const oidc = await manager();
  await oidc.signinRedirect({ state: { to }, ...(hint !== undefined && { login_hint: hint }) });
};

/** Back from the issuer: keeps the tokens and says where to go. Throws when the issuer refused. */
export const finishSignIn = async (): Promise<string> => {
  const oidc = await manager();
  const { state } = await oidc.signinCallback().then((user) => user ?? { state: undefined });
  return typeof state === 'object' && state !== null && 'to' in state && typeof state.to === 'string'
    ? state.to
    : '/requests';
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
