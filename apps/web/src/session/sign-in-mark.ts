/**
 * Who is signed in on this browser, whatever tab they are in. A sign-in leaves the same mark beside the person (shared
 * by all tabs) and in its tab; the tab's sign-in counts while the two are equal. Signing out takes the person's mark
 * away: that ends all of their tabs, those too that only wake up or are restored later. No clock is asked.
 *
 * The keys do not begin as those of oidc-client-ts do: it clears out what it does not know among its own.
 */
const key = 'pmp-signed-in';
const keyOf = (sub: string): string => `${key}.${sub}`;

export interface SignInMarks {
  /** This tab is now signed in as `sub`. */
  set(sub: string): void;
  /** Is the sign-in of `sub` in this tab still good? */
  holds(sub: string): boolean;
  /** Ends the sign-ins of `sub` in all tabs. */
  remove(sub: string): void;
  /** Is `sub` signed in in any tab? */
  has(sub: string): boolean;
  /** Is anybody? */
  hasAny(): boolean;
}

export const signInMarks = (browser: Storage, tab: Storage): SignInMarks => {
  const has = (sub: string): boolean => browser.getItem(keyOf(sub)) !== null;
  return {
    set: (sub) => {
      const mark = browser.getItem(keyOf(sub)) ?? crypto.randomUUID();
      browser.setItem(keyOf(sub), mark);
      tab.setItem(key, mark);
    },
    holds: (sub) => has(sub) && browser.getItem(keyOf(sub)) === tab.getItem(key),
    remove: (sub) => browser.removeItem(keyOf(sub)),
    has,
    hasAny: () =>
      Array.from({ length: browser.length }, (_, index) => browser.key(index)).some((name) =>
        name?.startsWith(keyOf('')),
      ),
  };
};
