import type { MongoClient } from 'mongodb';
import { Bag } from '../kernel/bag.ts';

/** Where driver 7.9 notes what is open, for its close() to end. A test tells when another version has other names for them. */
const registers = ['activeSessions', 'activeCursors'] as const;

/**
 * Has the driver note its open sessions and cursors in bags. Its Sets make the collector keep what calls have read until the next full
 * collection (ADR 16). Reaches into the driver, whose options do not offer it: without it all works, at a quarter more CPU.
 */
export const noteOpenWorkInBags = (client: MongoClient): void => {
  const state: unknown = Reflect.get(client, 's');
  if (typeof state !== 'object' || state === null) return;
  for (const name of registers) {
    const noted: unknown = Reflect.get(state, name);
    if (noted instanceof Set && noted.size === 0) Reflect.set(state, name, new Bag());
  }
};
