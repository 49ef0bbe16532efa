import { createHash, randomBytes } from 'node:crypto';

/** What a browser does for a sign-in: cookies by path, redirects one at a time. Enough for the issuer's pages. */
export class IssuerBrowser {
  readonly #cookies = new Map<string, { value: string; path: string }>();
  readonly issuer: string;

  constructor(issuer: string) {
    this.issuer = issuer;
  }

  /** A second browser with the cookies that this one holds now: what somebody who copied them could do. */
  copy(): IssuerBrowser {
    const twin = new IssuerBrowser(this.issuer);
    for (const [name, cookie] of this.#cookies) twin.#cookies.set(name, cookie);
    return twin;
  }

  async open(address: string, init: Omit<RequestInit, 'headers'> = {}): Promise<Response> {
    const url = new URL(address, this.issuer);
    const cookie = [...this.#cookies]
      .filter(([, { path }]) => url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Follows redirects until a page, or until one leads away from the issuer: that address is the result. */
  async follow(
    address: string,
    init: Omit<RequestInit, 'headers'> = {},
  ): Promise<{ page?: Response; away?: URL }> {
    let response = await this.open(address, init);
    for (let hop = 0; hop < 10; hop += 1) {
      const location = response.headers.get('location');
      if (location === null) return { page: response };
      const target = new URL(location, this.issuer);
      if (target.origin !== new URL(this.issuer).origin) return { away: target };
      response = await this.open(target.href);
    }
    throw new Error('ten redirects and no end');
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const expires = attributes.find((one) => /^expires=/i.test(one))?.slice(8);
    if (expires !== undefined && Date.parse(expires) < Date.now()) this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }
}

export interface PkceRequest {
  readonly verifier: string;
  readonly redirectUri: string;
  readonly url: string;
}

/** An authorization request as oidc-client-ts makes it. */
export function pkceRequest(
  { issuer, audience, redirectUri }: { issuer: string; audience?: string; redirectUri: string },
  extra: Record<string, string> = {},
): PkceRequest {
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL('authorize', issuer);
  url.search = new URLSearchParams({
    client_id: 'pmp-web',
    response_type: 'code',
    scope: 'openid profile email',
    redirect_uri: redirectUri,
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(audience !== undefined && { audience }),
    ...extra,
  }).toString();
  return { verifier, redirectUri, url: url.href };
}
