import { forgetUser, type Person, readUser } from './stored-user.ts';

/** `ended`: the sign-in ran out while the page was open; what is on it stays. */
export type Session =
  | { kind: 'anonymous' }
  | { kind: 'signed-in'; person: Person }
  | { kind: 'ended'; person: Person };

/**
 * The sign-in of this tab. It lives in sessionStorage: it survives a reload, ends with the tab, and two people may be
 * signed in side by side. Renewal is by refresh token; there is no hidden frame.
 */
const listeners = new Set<() => void>();
let session: Session = fromStorage();
let renewing: Promise<string | undefined> | undefined;

function fromStorage(): Session {
  const user = readUser(sessionStorage);
  return user ? { kind: 'signed-in', person: user.person } : { kind: 'anonymous' };
}

const become = (next: Session): void => {
  session = next;
  for (const listener of listeners) listener();
};

export const subscribeSession = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const currentSession = (): Session => session;

/** Reads the storage again, after a sign-in. */
export const refreshSession = (): void => become(fromStorage());

/** The server or the issuer no longer takes the token. */
export const endSession = (): void => {
  forgetUser(sessionStorage);
  if (session.kind === 'signed-in') become({ kind: 'ended', person: session.person });
};

const renewBefore = 60;
const secondsLeft = (expiresAt: number): number => expiresAt - Date.now() / 1000;

/** The token has run out and the issuer does not answer: the sign-in may still be good, so it is not ended. */
export class SignInUnreachable extends Error {
  override readonly name = 'SignInUnreachable';
}

const renew = async (): Promise<string | undefined> => {
  const { renewUser } = await import('./oidc.ts');
  const outcome = await renewUser();
  if (outcome === 'refused') endSession();
  const user = readUser(sessionStorage);
  if (user && secondsLeft(user.expiresAt) <= 0)
    throw new SignInUnreachable('The sign-in could not be renewed');
  return user?.token;
};

/** The token to send now, renewed when it is about to end; undefined for a call as nobody. */
export const currentToken = async (): Promise<string | undefined> => {
  const user = readUser(sessionStorage);
  if (!user) return undefined;
  if (secondsLeft(user.expiresAt) > renewBefore) return user.token;
  renewing ??= renew().finally(() => {
    renewing = undefined;
  });
  return renewing;
};
