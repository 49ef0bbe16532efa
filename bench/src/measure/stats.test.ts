import { describe, expect, it } from 'vitest';
import { bootstrap, median, quantile, seeded } from './stats.ts';

describe('median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 2, 3], 2.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });
});

it('quantile takes the value below which a share lies', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 99 - index);
  expect(quantile(hundred, 0.99)).toBe(99);
  expect(quantile(hundred, 0)).toBe(0);
});

describe('bootstrap', () => {
  const rounds = [1.02, 0.98, 1.01, 1.0, 1.05, 0.97, 1.03, 0.99, 1.0];

  it('lies around the median, and within the values', () => {
    const { median: middle, low, high } = bootstrap(rounds);
    expect(middle).toBe(1);
    expect(low).toBeLessThanOrEqual(middle);
    expect(high).toBeGreaterThanOrEqual(middle);
    expect(low).toBeGreaterThanOrEqual(0.97);
    expect(high).toBeLessThanOrEqual(1.05);
    expect(high).toBeGreaterThan(low);
  });

  it('is the value itself when all rounds agree', () => {
    expect(bootstrap([2, 2, 2])).toEqual({ median: 2, low: 2, high: 2 });
  });

  it('widens with the spread, and one odd round does not move the median', () => {
    const wide = bootstrap(rounds.map((value) => 1 + (value - 1) * 10));
    const narrow = bootstrap(rounds);
    expect(wide.high - wide.low).toBeGreaterThan((narrow.high - narrow.low) * 5);
    expect(bootstrap([...rounds.slice(1), 50]).median).toBeLessThan(1.02);
  });

  it('is the same for the same seed', () => {
    expect(bootstrap(rounds, seeded(7))).toEqual(bootstrap(rounds, seeded(7)));
  });

  it('covers the true median about as often as it says', () => {
    const random = seeded(3);
    let covered = 0;
    for (let trial = 0; trial < 60; trial += 1) {
      const values = Array.from({ length: 15 }, () => random() + random());
      const { low, high } = bootstrap(values, random);
      if (low <= 1 && high >= 1) covered += 1;
    }
    expect(covered).toBeGreaterThan(45);
  });
});
