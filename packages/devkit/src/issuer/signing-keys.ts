import { generateKeyPair } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { UserError } from '../user-error.ts';

/** A private RSA key as the key file and the provider hold it. */
export interface SigningKey extends JWK {
  kty: string;
  kid: string;
  alg: 'RS256';
  use: 'sig';
}

export const KEY_FILE = 'issuer-keys.json';
/** Rotating again and again must not grow the file and the JWKS without end. */
export const MAX_KEYS = 8;

export async function newSigningKey(): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const jwk: JWK = privateKey.export({ format: 'jwk' });
  return { ...jwk, kty: 'RSA', kid: await calculateJwkThumbprint(jwk), alg: 'RS256', use: 'sig' };
}

/** The first key signs, the others only verify. Without `dataDir` the keys live as long as the process. */
export async function loadSigningKeys(dataDir: string | undefined): Promise<SigningKey[]> {
  const kept = dataDir === undefined ? undefined : await readKeys(join(dataDir, KEY_FILE));
  if (kept) return kept;
  const keys = [await newSigningKey()];
  await saveSigningKeys(dataDir, keys);
  return keys;
}

/** Writes aside and renames, so that a crash leaves the old file or the new one; only the owner may read it. */
export async function saveSigningKeys(
  dataDir: string | undefined,
  keys: readonly SigningKey[],
): Promise<void> {
  if (dataDir === undefined) return;
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, KEY_FILE);
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, `${JSON.stringify({ keys }, null, 1)}\n`, { mode: 0o600 });
  await rename(draft, file);
}

async function readKeys(file: string): Promise<SigningKey[] | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  await chmod(file, 0o600);
  const keys = parseKeys(text);
  if (!keys)
    throw new UserError(`${file} is damaged: delete it and start again (issued tokens become invalid).`);
  return keys;
}

function parseKeys(text: string): SigningKey[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || !('keys' in parsed)) return undefined;
    const { keys } = parsed;
    return Array.isArray(keys) && keys.length > 0 && keys.every(isSigningKey) ? keys : undefined;
  } catch {
    return undefined;
  }
}

const isSigningKey = (key: unknown): key is SigningKey =>
  typeof key === 'object' &&
  key !== null &&
  'kid' in key &&
  typeof key.kid === 'string' &&
  'd' in key &&
  typeof key.d === 'string' &&
  'alg' in key &&
  key.alg === 'RS256';
