import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/fakes/fake-clock.ts';
import { useTestDatabase } from '../../test/mongo/test-database.ts';
import { createLease } from './lease.ts';

const ttlMs = 15_000;

describe('a lease', () => {
  const { db } = useTestDatabase('lease');
  let drawn = 0;
  /** A job of its own with some processes that want it. */
  const wantedBy = (...holders: string[]) => {
    drawn += 1;
    const clock = fakeClock();
    const name = `job ${drawn}`;
    return { clock, leases: holders.map((holder) => createLease(db, { name, holder, ttlMs, clock })) };
  };
  const takeAll = (leases: readonly { take(): Promise<boolean> }[]) =>
    Promise.all(leases.map((lease) => lease.take()));

  it('is taken by one of ten that start together', async () => {
    const { leases } = wantedBy(...Array.from({ length: 10 }, (_, index) => `process ${index}`));
    const taken = await takeAll(leases);
    expect(taken.filter(Boolean)).toHaveLength(1);
    // The same one keeps it.
    expect(await takeAll(leases)).toEqual(taken);
  });

  it('is kept while its holder renews it', async () => {
    const { clock, leases } = wantedBy('one', 'two');
    expect(await takeAll(leases.slice(0, 1))).toEqual([true]);
    for (let turn = 0; turn < 3; turn += 1) {
      clock.advance(14);
      expect(await takeAll(leases)).toEqual([true, false]);
    }
  });

  it('goes to one other when its holder is gone', async () => {
    const [holder = '', ...others] = Array.from({ length: 9 }, (_, index) => `process ${index}`);
    const { clock, leases } = wantedBy(holder, ...others);
    expect(await leases[0]?.take()).toBe(true);
    clock.advance(14.9);
    expect(await takeAll(leases.slice(1))).toEqual(others.map(() => false));
    clock.advance(0.1);
    expect((await takeAll(leases.slice(1))).filter(Boolean)).toHaveLength(1);
    expect(await leases[0]?.take()).toBe(false);
  });

  it('is one for every job', async () => {
    const [first] = wantedBy('one').leases;
    const [second] = wantedBy('two').leases;
    expect(await first?.take()).toBe(true);
    expect(await second?.take()).toBe(true);
  });
});
