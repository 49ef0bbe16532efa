import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** An issuer's signing key, made on the spot. */
export interface Signer {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly pem: string;
  readonly jwk: Readonly<Record<string, unknown>>;
}

export function createSigner(kid: string, bits = 2_048): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return {
    kid,
    privateKey,
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' },
  };
}

export const base64url = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signs whatever it is given: header and payload may be nonsense, as a string or as JSON. */
export function signToken(signer: Signer, header: unknown, payload: unknown): string {
  const signed = `${base64url(header)}.${base64url(payload)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), signer.privateKey).toString('base64url')}`;
}

/** The forger's classic: the public key's text used as a shared secret. */
export function signWithSecret(secret: string, header: unknown, payload: unknown): string {
  const signed = `${base64url(header)}.${base64url(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
