import { expect, it } from 'vitest';
import { respawnDelay } from './respawn-delay.ts';

it('waits longer with each worker that dies soon, and no longer than half a minute', () => {
  let now = 0;
  const delayOf = respawnDelay({ monotonic: () => now });
  const dieAfter = (ms: number) => {
    now += ms;
    return delayOf(ms);
  };
  expect(dieAfter(100)).toBe(1_000);
  expect([1, 2, 3, 4, 5, 6].map(() => dieAfter(100))).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(dieAfter(60_000)).toBe(1_000);
  expect(dieAfter(10)).toBe(2_000);
});

it('replaces a worker at once whose predecessor died long ago', () => {
  let now = 0;
  const delayOf = respawnDelay({ monotonic: () => now });
  expect(delayOf(10)).toBe(1_000);
  expect(delayOf(10)).toBe(2_000);
  now += 60_001;
  expect(delayOf(10)).toBe(1_000);
});
