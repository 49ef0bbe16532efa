import { type PublicKey, parseKeySet } from './key-set.ts';

/** What is kept of a good set. Public keys only; still, who can write it can sign in as anybody. */
export interface RememberedKeySet {
  readonly issuer: string;
  /** Wall clock, as the monotonic one ends with the process. */
  readonly readAt: string;
  readonly keys: readonly PublicKey[];
}

/** Where the last good set outlives the process: a file or the database. */
export interface RememberedKeySets {
  /** What was saved, parsed from JSON but not trusted; undefined when nothing was. */
  load(): Promise<unknown>;
  save(set: RememberedKeySet): Promise<void>;
}

// It is read while requests wait, and the database may be away together with the issuer.
const LOAD_MS = 2_000;

/** Throws when there is nothing of this issuer, or nothing well-formed. */
export async function loadRemembered(
  store: RememberedKeySets,
  { issuer, now }: { readonly issuer: string; readonly now: Date },
): Promise<{ readonly keys: readonly PublicKey[]; readonly ageMs: number }> {
  const saved = await within(LOAD_MS, store.load());
  if (typeof saved !== 'object' || saved === null) throw new Error('No keys were remembered');
  const { issuer: from, readAt, keys } = saved as { readonly [K in keyof RememberedKeySet]?: unknown };
  if (from !== issuer) throw new Error('The remembered keys are of another issuer');
  const age = typeof readAt === 'string' ? now.getTime() - Date.parse(readAt) : Number.NaN;
  if (Number.isNaN(age)) throw new Error('The remembered keys have no date');
  const rsaKeys = Array.isArray(keys)
    ? keys.map((key: unknown) => Object.assign({ kty: 'RSA' }, key))
    : undefined;
  // A wall clock set back must not make them younger than they can be: a date in the future counts by its distance.
  return { keys: parseKeySet({ keys: rsaKeys }), ageMs: Math.abs(age) };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
