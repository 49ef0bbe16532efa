const MAX_KIDS = 1_000;
const TTL_MS = 60_000;

/** Kids that the issuer was asked for and did not have: not worth asking again for a minute. */
export function createUnknownKids(monotonic: () => number): {
  has(kid: string): boolean;
  add(kid: string): void;
} {
  const until = new Map<string, number>();
  return {
    has(kid) {
      const limit = until.get(kid);
      if (limit === undefined) return false;
      if (monotonic() < limit) return true;
      until.delete(kid);
      return false;
    },
    add(kid) {
      until.delete(kid);
      until.set(kid, monotonic() + TTL_MS);
      if (until.size <= MAX_KIDS) return;
      const oldest = until.keys().next();
      if (!oldest.done) until.delete(oldest.value);
    },
  };
}
