/** A path of this app that a sign-in may return to. Anything else, another origin above all, becomes the list. */
export const safeReturn = (to: string | undefined, origin: string): string => {
  const fallback = '/requests';
  if (to === undefined || !to.startsWith('/')) return fallback;
  const url = URL.parse(to, origin);
  if (url === null || url.origin !== origin) return fallback;
  const path = `${url.pathname}${url.search}${url.hash}`;
  return /^\/(callback|sign-in)?$/.test(url.pathname) ? fallback : path;
};
