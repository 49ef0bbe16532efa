import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  expiresAt: number;
}

const MAX_ENTRIES = 10_000;

/**
 * Everything the issuer remembers (sessions, grants, codes, refresh tokens), in one Map. It lives outside the
 * provider because a key rotation replaces the provider, and nobody may be signed out by that.
 */
export class IssuerStore {
  readonly #entries = new Map<string, Entry>();
  readonly #leewayMs: number;

  /** `refreshLeewaySeconds`: how long a used refresh token still works, for two tabs that refresh at once. */
  constructor(refreshLeewaySeconds: number) {
    this.#leewayMs = refreshLeewaySeconds * 1000;
  }

  adapter = (model: string): Adapter => {
    const key = (id: string): string => `${model}:${id}`;
    return {
      upsert: async (id, payload, expiresIn) => this.#put(key(id), payload, expiresIn),
      find: async (id) => this.#get(key(id)),
      findByUid: async (uid) => this.#first(model, (payload) => payload.uid === uid),
      findByUserCode: async (userCode) => this.#first(model, (payload) => payload.userCode === userCode),
      consume: async (id) => {
        const entry = this.#entries.get(key(id));
        if (entry) entry.payload = { ...entry.payload, consumed: Date.now() };
      },
      destroy: async (id) => {
        this.#entries.delete(key(id));
      },
      revokeByGrantId: async (grantId) => this.revokeGrant(grantId),
    };
  };

  revokeGrant(grantId: string): void {
    for (const [key, { payload }] of this.#entries) {
      if (payload.grantId === grantId) this.#entries.delete(key);
    }
  }

  #put(key: string, payload: AdapterPayload, expiresIn: number | undefined): void {
    this.#prune();
    this.#entries.delete(key);
    this.#entries.set(key, { payload, expiresAt: Date.now() + (expiresIn ?? Infinity) * 1000 });
  }

  #get(key: string): AdapterPayload | undefined {
    const entry = this.#entries.get(key);
    if (!entry || entry.expiresAt <= Date.now()) return undefined;
    const { consumed, ...fresh } = entry.payload;
    const stillUsable =
      key.startsWith('RefreshToken:') &&
      typeof consumed === 'number' &&
      Date.now() - consumed < this.#leewayMs;
    return stillUsable ? fresh : { ...entry.payload };
  }

  #first(model: string, matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload }] of this.#entries) {
      if (key.startsWith(`${model}:`) && matches(payload)) return this.#get(key);
    }
    return undefined;
  }

  /** Keeps memory bounded however often a test signs in: what has expired goes first, then the oldest. */
  #prune(): void {
    if (this.#entries.size < MAX_ENTRIES) return;
    const now = Date.now();
    for (const [key, { expiresAt }] of this.#entries) if (expiresAt <= now) this.#entries.delete(key);
    for (const key of this.#entries.keys()) {
      if (this.#entries.size < MAX_ENTRIES) break;
      this.#entries.delete(key);
    }
  }
}
