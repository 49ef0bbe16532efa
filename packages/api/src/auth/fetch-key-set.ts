import { type PublicKey, parseKeySet } from './key-set.ts';

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

class HttpStatusError extends Error {
  readonly status: number;
  constructor(url: URL, status: number) {
    super(`${url.href} answered ${status}`);
    this.name = 'HttpStatusError';
    this.status = status;
  }
}

/**
 * Returns a function that reads the issuer's keys once. Where they are is asked of the issuer's own metadata, and
 * asked again after any failure; an issuer without metadata (404) has them where Auth0 has. Both requests together
 * take at most 5 s, follow no redirect and read at most 256 KiB.
 */
export function createKeySetFetcher(
  issuer: string,
  fetch: typeof globalThis.fetch,
): () => Promise<readonly PublicKey[]> {
  const base = issuer.endsWith('/') ? issuer : `${issuer}/`;
  let known: URL | undefined;

  async function locate(signal: AbortSignal): Promise<URL> {
    try {
      const metadata = await getJson(new URL(`${base}.well-known/openid-configuration`), { fetch, signal });
      return jwksUriOf(metadata, issuer);
    } catch (error) {
      if (error instanceof HttpStatusError && error.status === 404)
        return new URL(`${base}.well-known/jwks.json`);
      throw error;
    }
  }

  return async () => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      known ??= await locate(signal);
      return parseKeySet(await getJson(known, { fetch, signal }));
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}

function jwksUriOf(metadata: unknown, issuer: string): URL {
  if (typeof metadata !== 'object' || metadata === null)
    throw new Error("The issuer's metadata is not an object");
  const { issuer: named, jwks_uri: uri } = metadata as {
    readonly issuer?: unknown;
    readonly jwks_uri?: unknown;
  };
  if (named !== issuer) throw new Error('The metadata names another issuer');
  const url = typeof uri === 'string' ? URL.parse(uri) : null;
  if (url === null) throw new Error('The metadata has no valid jwks_uri');
  const trusted = url.protocol === 'https:' || url.origin === new URL(issuer).origin;
  if (!trusted || url.username !== '' || url.password !== '') throw new Error('The jwks_uri is not trusted');
  return url;
}

async function getJson(
  url: URL,
  { fetch, signal }: { readonly fetch: typeof globalThis.fetch; readonly signal: AbortSignal },
): Promise<unknown> {
  const headers = { accept: 'application/json, application/jwk-set+json' };
  const response = await fetch(url, { headers, signal, redirect: 'error' });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new HttpStatusError(url, response.status);
  }
  return JSON.parse(await readText(response, url));
}

async function readText(response: Response, url: URL): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: ReadableStream<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the body.
    if (size > MAX_BYTES) throw new Error(`${url.href} answered more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
