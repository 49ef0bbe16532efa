import type { CryptoKey } from 'jose';
import { createKeySetFetcher } from './fetch-key-set.ts';
import { importPublicKey, type PublicKey } from './key-set.ts';
import { loadRemembered, type RememberedKeySets } from './remembered-keys.ts';
import { createUnknownKids } from './unknown-kids.ts';

/** The issuer's signing keys. */
export interface KeyStore {
  /** The key of that id, or undefined when the issuer has none. Throws KeysUnavailable when it cannot know. */
  key(kid: string): Promise<CryptoKey | undefined>;
  /** Grows when a key was removed or changed: what was verified before that must be verified again. */
  readonly revision: number;
  /** Milliseconds since the keys were read from the issuer; undefined while there are none to use. For readiness. */
  age(): number | undefined;
  /** Reads the keys now and keeps them fresh without traffic. Returns the stop. */
  start(): () => void;
}

/** Neither yes nor no: the keys are out of reach. */
export class KeysUnavailable extends Error {
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('The keys of the token issuer are out of reach');
    this.name = 'KeysUnavailable';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface KeyStoreOptions {
  readonly issuer: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds that only go forward: a corrected wall clock must not age the keys. */
  readonly monotonic?: () => number;
  readonly clock: { now(): Date };
  /** The last good set outside the process, so that a restart during the issuer's outage still verifies. */
  readonly remembered?: RememberedKeySets;
  /** Told of every failed attempt; the store goes on. */
  readonly onFailure?: (error: unknown) => void;
  readonly random?: () => number;
}

/** Between attempts, counted from their start, whatever asks for them. */
const ATTEMPT_SPACING_MS = 10_000;
// A removed key must be out within 10 minutes, so the jitter only shortens: 530-590 s, and a check each 5 s.
const SOFT_AGE_MS = 590_000;
const JITTER_MS = 60_000;
const CHECK_MS = 5_000;
const HARD_AGE_MS = 24 * 3_600_000;

interface KnownKey extends PublicKey {
  readonly imported: CryptoKey;
}

interface KeySet {
  readonly keys: ReadonlyMap<string, KnownKey>;
  readonly readAt: number;
  readonly refreshAt: number;
}

/**
 * jose's own remote set fails valid tokens when the issuer is away, and swaps an empty set in. This one keeps the last
 * good set for a day, refreshes it in the background, and asks the issuer at most once in 10 s.
 */
export function createKeyStore(options: KeyStoreOptions): KeyStore {
  const { issuer, clock, remembered, random = Math.random, monotonic = () => performance.now() } = options;
  const report = options.onFailure ?? (() => {});
  const fetchKeySet = createKeySetFetcher(issuer, options.fetch ?? globalThis.fetch);
  const unknownKids = createUnknownKids(monotonic);
  let current: KeySet | undefined;
  let attemptedAt = Number.NEGATIVE_INFINITY;
  let lastFailed = false;
  let revision = 0;
  let flight: Promise<void> | undefined;

  /** At most one at a time; does nothing within the spacing. Never rejects. */
  function refresh(): Promise<void> {
    if (flight !== undefined) return flight;
    if (monotonic() - attemptedAt < ATTEMPT_SPACING_MS) return Promise.resolve();
    attemptedAt = monotonic();
    flight = attempt().finally(() => {
      flight = undefined;
    });
    return flight;
  }

  async function attempt(): Promise<void> {
    try {
      const keys = await fetchKeySet();
      await replace(keys, monotonic());
      lastFailed = false;
      void remember(keys);
    } catch (error) {
      lastFailed = true;
      report(error);
      if (remembered !== undefined && usable() === undefined) await recall(remembered).catch(report);
    }
  }

  /** In the background: nobody waits for it, and the keys are good without it. */
  async function remember(keys: readonly PublicKey[]): Promise<void> {
    try {
      await remembered?.save({ issuer, readAt: clock.now().toISOString(), keys });
    } catch (error) {
      report(error);
    }
  }

  async function recall(store: RememberedKeySets): Promise<void> {
    const { keys, ageMs } = await loadRemembered(store, { issuer, now: clock.now() });
    await replace(keys, monotonic() - ageMs);
  }

  async function replace(keys: readonly PublicKey[], readAt: number): Promise<void> {
    const before = current?.keys;
    const next = new Map<string, KnownKey>();
    for (const key of keys) {
      const known = before?.get(key.kid);
      const imported =
        known !== undefined && isSame(known, key) ? known.imported : await importPublicKey(key);
      next.set(key.kid, { ...key, imported });
    }
    for (const [kid, known] of before ?? []) {
      if (next.get(kid)?.imported !== known.imported) {
        revision++;
        break;
      }
    }
    current = { keys: next, readAt, refreshAt: readAt + SOFT_AGE_MS - random() * JITTER_MS };
  }

  function usable(): KeySet | undefined {
    return current !== undefined && monotonic() - current.readAt <= HARD_AGE_MS ? current : undefined;
  }

  function refreshIfDue(): void {
    const set = usable();
    if (set === undefined || monotonic() >= set.refreshAt) void refresh();
  }

  function unavailable(): KeysUnavailable {
    return new KeysUnavailable(
      Math.max(1, Math.ceil((attemptedAt + ATTEMPT_SPACING_MS - monotonic()) / 1_000)),
    );
  }

  return {
    async key(kid) {
      if (usable() === undefined) await refresh();
      const set = usable();
      if (set === undefined) throw unavailable();
      refreshIfDue();
      const known = set.keys.get(kid);
      if (known !== undefined) return known.imported;
      if (unknownKids.has(kid)) return undefined;
      const asked = flight !== undefined || monotonic() - attemptedAt >= ATTEMPT_SPACING_MS;
      await refresh();
      const found = current?.keys.get(kid);
      if (found !== undefined) return found.imported;
      // The issuer could not be asked whether this key is new: saying "unknown" would sign people out.
      if (lastFailed) throw unavailable();
      // Within the spacing it was not asked; then it must be soon, so that a new key is taken within 10 s.
      if (asked) unknownKids.add(kid);
      return undefined;
    },
    get revision() {
      return revision;
    },
    age() {
      const set = usable();
      return set === undefined ? undefined : monotonic() - set.readAt;
    },
    start() {
      refreshIfDue();
      const timer = setInterval(refreshIfDue, CHECK_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}

function isSame(one: PublicKey, other: PublicKey): boolean {
  return one.n === other.n && one.e === other.e;
}
