import { type CryptoKey, importJWK } from 'jose';

/** The public parts of a signing key, all that is kept and remembered of it. */
export interface PublicKey {
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

const MAX_KEYS = 20;
const MAX_KID_LENGTH = 200;
const MIN_BITS = 2_048;
// Verifying takes time by the square of the size; nobody signs tokens with more.
const MAX_BITS = 8_192;

/**
 * The usable keys of a JSON Web Key Set: RSA, RS256, for signatures, with a kid. Others are passed over, as issuers
 * publish them for other purposes. A set without any usable key throws, so that it never replaces a good one.
 */
export function parseKeySet(set: unknown): readonly PublicKey[] {
  const listed: unknown = isRecord(set) ? set['keys'] : undefined;
  if (!Array.isArray(listed)) throw new Error('The key set has no list of keys');
  if (listed.length > MAX_KEYS) throw new Error(`The key set lists more than ${MAX_KEYS} keys`);
  const usable = new Map<string, PublicKey>();
  for (const listedKey of listed) {
    const key = usableKey(listedKey);
    if (key !== undefined && !usable.has(key.kid)) usable.set(key.kid, key);
  }
  if (usable.size === 0) throw new Error('The key set has no usable key');
  return [...usable.values()];
}

/** Ready to verify with. Throws for numbers that make no RSA key. */
export async function importPublicKey({ n, e }: PublicKey): Promise<CryptoKey> {
  const key = await importJWK({ kty: 'RSA', n, e }, 'RS256');
  if (key instanceof Uint8Array) throw new TypeError('An RSA key was expected');
  return key;
}

function usableKey(key: unknown): PublicKey | undefined {
  if (!isRecord(key)) return undefined;
  const { kty, use, alg, kid, n, e } = key;
  if (kty !== 'RSA' || (use !== undefined && use !== 'sig') || (alg !== undefined && alg !== 'RS256'))
    return undefined;
  if (typeof kid !== 'string' || kid === '' || kid.length > MAX_KID_LENGTH) return undefined;
  if (typeof n !== 'string' || typeof e !== 'string' || e.length > 12) return undefined;
  const bits = bitLength(n);
  return bits >= MIN_BITS && bits <= MAX_BITS ? { kid, n, e } : undefined;
}

function bitLength(base64url: string): number {
  const bytes = Buffer.from(base64url, 'base64url');
  const start = bytes.findIndex((byte) => byte !== 0);
  const first = bytes[start];
  return first === undefined ? 0 : (bytes.length - start) * 8 - (Math.clz32(first) - 24);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
