import { signInMarks } from './sign-in-mark.ts';
import { forgetUser, type Person, readUser, type StoredUser } from './stored-user.ts';

/** `ended`: the sign-in ran out while the page was open; what is on it stays. */
export type Session =
  | { kind: 'anonymous' }
  | { kind: 'signed-in'; person: Person }
  | { kind: 'ended'; person: Person };

/**
 * The sign-in of this tab. It lives in sessionStorage: it survives a reload, ends with the tab, and two people may be
 * signed in side by side. Renewal is by refresh token; there is no hidden frame. Signing out ends all tabs of a person.
 */
const marks = signInMarks(localStorage, sessionStorage);
const listeners = new Set<() => void>();
let session: Session = fromStorage();
let renewing: Promise<string | undefined> | undefined;
let silentTried = false;

function storedUser(): StoredUser | undefined {
  const user = readUser(sessionStorage);
  return user && marks.holds(user.person.sub) ? user : undefined;
}

function fromStorage(): Session {
  const user = storedUser();
  // What another tab has signed out of is of no more use.
  if (!user) forgetUser(sessionStorage);
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

/** Takes up what a sign-in has stored. */
export const beginSession = (): void => {
  const user = readUser(sessionStorage);
  if (user) marks.set(user.person.sub);
  silentTried = true;
  become(fromStorage());
};

/** Signed out, by oneself: all tabs of this person forget them. The issuer is told apart, see sign-out.ts. */
export const endEverywhere = (): void => {
  if (session.kind === 'anonymous') return;
  marks.remove(session.person.sub);
  silentTried = true;
  become({ kind: 'anonymous' });
};

/** Notices a sign-out in another tab: at once, and when this one comes back from sleep or from the history. */
export const watchSignOut = (onSignOut: () => void): void => {
  const look = () => {
    if (session.kind === 'anonymous' || marks.holds(session.person.sub)) return;
    forgetUser(sessionStorage);
    // The issuer may not have heard yet: a silent sign-in now would undo it.
    silentTried = true;
    become({ kind: 'anonymous' });
    onSignOut();
  };
  addEventListener('storage', look);
  addEventListener('pageshow', look);
  document.addEventListener('visibilitychange', look);
};

/** Is this a new tab of a browser on which somebody is signed in? Then the issuer is asked without a word, once a page load. */
export const maySignInSilently = (): boolean =>
  !silentTried && session.kind === 'anonymous' && marks.hasAny();

/** Leaves for the issuer, to come back at once, signed in or not. */
export const signInSilently = async (to: string): Promise<void> => {
  silentTried = true;
  const { leaveToSignIn } = await import('./oidc.ts');
  await leaveToSignIn(to, { silent: true });
};

/** Has this person signed in on this browser, and not out since? */
export const isKnownHere = (sub: string): boolean => marks.has(sub);

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
  // The file that renews may not come either; that says nothing of the sign-in.
  const outcome = await import('./oidc.ts').then(({ renewUser }) => renewUser()).catch(() => 'unreachable');
  if (outcome === 'refused') endSession();
  const user = storedUser();
  if (user && secondsLeft(user.expiresAt) <= 0)
    throw new SignInUnreachable('The sign-in could not be renewed');
  return user?.token;
};

/** The token to send now, renewed when it is about to end; undefined for a call as nobody. */
export const currentToken = async (): Promise<string | undefined> => {
  const user = storedUser();
  if (!user) return undefined;
  if (secondsLeft(user.expiresAt) > renewBefore) return user.token;
  renewing ??= renew().finally(() => {
    renewing = undefined;
  });
  return renewing;
};
