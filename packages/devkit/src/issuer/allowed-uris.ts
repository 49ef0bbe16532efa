const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Decides which addresses a browser may be sent back to, and which origins may read the issuer's replies. */
export interface AllowedUris {
  origin(value: string): boolean;
  callback(value: string): boolean;
  postLogout(value: string): boolean;
}

/**
 * The web's own origins, and every loopback origin on any port: that is how a Vite dev server or a second copy
 * of the web signs in without being listed. The issuer itself answers on loopback only.
 */
export function allowedUris(webOrigins: readonly string[]): AllowedUris {
  const listed = new Set(webOrigins.map((origin) => new URL(origin).origin));
  const allowed = (url: URL | null): url is URL =>
    url !== null &&
    url.username === '' &&
    url.password === '' &&
    (listed.has(url.origin) || (url.protocol === 'http:' && LOOPBACK.has(url.hostname)));
  const at = (value: string, path: string): boolean => {
    const url = URL.parse(value);
    return allowed(url) && url.pathname === path && url.search === '' && url.hash === '';
  };
  return {
    origin: (value) => {
      const url = URL.parse(value);
      return allowed(url) && url.origin === value;
    },
    callback: (value) => at(value, '/callback'),
    postLogout: (value) => at(value, '/'),
  };
}

/** Whether a host is this machine's own: the only ones that the issuer binds and answers to. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.has(hostname) || hostname === '::1';
