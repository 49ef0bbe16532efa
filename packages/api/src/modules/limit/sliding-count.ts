import type { Verdict } from './limit.ports.ts';

export const windowMs = 60_000;

export const windowOf = (ms: number) => Math.floor(ms / windowMs);

/** What was spent under one key, in this window and the one before. */
export interface Count {
  window: number;
  before: number;
  /** By all processes, as far as this one has read. */
  settled: number;
  /** By this process, and not sent yet. */
  unsent: number;
}

/** Moves a count on to `window`. Answers what the window that has passed still owes the database. */
export const rollTo = (count: Count, window: number): { window: number; points: number } | undefined => {
  if (count.window >= window) return undefined;
  const owed = count.unsent > 0 ? { window: count.window, points: count.unsent } : undefined;
  count.before = window === count.window + 1 ? count.settled + count.unsent : 0;
  count.window = window;
  count.settled = 0;
  count.unsent = 0;
  return owed;
};

/**
 * Judges by the last minute, taken as this window and a share of the one before: what was spent there counts as if it
 * had been spent evenly. So a whole minute's points may be spent at once, but not twice around the turn of a window.
 */
export const judge = (
  { before, settled, unsent }: Count,
  { points, limit, ms }: { points: number; limit: number; ms: number },
): Verdict => {
  const passed = (ms % windowMs) / windowMs;
  const now = settled + unsent;
  const room = limit - points;
  if (before * (1 - passed) + now <= room) return { admitted: true };
  // The share of the older window that has to have passed: of the one before, or else of this one.
  const windows = now <= room ? 1 - (room - now) / before - passed : 1 - passed + 1 - room / now;
  return { admitted: false, retryAfterSeconds: Math.max(1, Math.ceil((windows * windowMs) / 1000)) };
};
