import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type CostLine, costKinds, costLines, lineTotal, priced, Quantity, totalsOf } from './cost-line.ts';
import { mostMinor } from './money.ts';

const runs = { numRuns: 500 };
const thousandths = fc.integer({ min: 1, max: 1_000_000_000 });
const price = fc.integer({ min: 0, max: mostMinor });

const lineOf = (over: Partial<CostLine> = {}): CostLine => ({
  kind: 'material',
  text: 'Pipe',
  quantity: 1,
  unit: 'm',
  unitPrice: 100,
  ...over,
});

/** Rounds half up, by looking at what is left over. */
const expected = (count: number, unitPrice: number) => {
  const exact = BigInt(count) * BigInt(unitPrice);
  return exact / 1000n + (exact % 1000n >= 500n ? 1n : 0n);
};

describe('lineTotal', () => {
  it.each([
    [1, 999, 999],
    [0.5, 1, 1],
    [0.499, 1, 0],
    [1.005, 100, 101],
    [2.675, 200, 535],
    [0.001, 499, 0],
    [0.001, 500, 1],
    [1_000_000, 1_000_000, mostMinor],
    [3.333, 0, 0],
  ])('%f x %i = %i', (quantity, unitPrice, total) => {
    expect(lineTotal({ quantity, unitPrice })).toBe(total);
  });

  it('is exact for every quantity in thousandths, at every price', () => {
    fc.assert(
      fc.property(thousandths, price, (count, unitPrice) => {
        const quantity = count / 1000;
        const total = expected(count, unitPrice);
        if (total > BigInt(mostMinor)) {
          expect(() => lineTotal({ quantity, unitPrice })).toThrow(RangeError);
        } else {
          expect(BigInt(lineTotal({ quantity, unitPrice }))).toBe(total);
        }
      }),
      runs,
    );
  });
});

describe('Quantity', () => {
  it('takes every thousandth and nothing finer', () => {
    fc.assert(
      fc.property(thousandths, (count) => {
        expect(z.safeParse(Quantity, count / 1000).success).toBe(true);
        expect(z.safeParse(Quantity, (count - 0.5) / 1000).success).toBe(false);
      }),
      runs,
    );
  });

  it.each([0, -1, 1_000_000.001, Number.NaN, Number.POSITIVE_INFINITY, '1'])('refuses %s', (given) => {
    expect(z.safeParse(Quantity, given).success).toBe(false);
  });
});

describe('totalsOf', () => {
  const lines = fc.array(
    fc.record({
      kind: fc.constantFrom(...costKinds),
      text: fc.constant('Work'),
      quantity: fc.integer({ min: 1, max: 100_000 }).map((count) => count / 1000),
      unit: fc.constant('h'),
      unitPrice: fc.integer({ min: 0, max: 100_000_000 }),
    }),
    { maxLength: 60 },
  );

  it('adds up to what the lines show, whatever their order', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const totals = totalsOf(given);
        const { labour, material, fee, tax, net, total } = totals;
        expect(total).toBe(priced(given).reduce((sum, one) => sum + one.total, 0));
        expect(net).toBe(labour + material + fee);
        expect(total).toBe(net + tax);
        expect(totalsOf(given.toReversed())).toEqual(totals);
      }),
      runs,
    );
  });

  it('is nothing of nothing', () => {
    expect(totalsOf([])).toEqual({ labour: 0, material: 0, fee: 0, tax: 0, net: 0, total: 0 });
  });

  it('goes up to the most that an amount may be, and no further', () => {
    const whole = lineOf({ unitPrice: mostMinor });
    expect(totalsOf([whole]).total).toBe(mostMinor);
    expect(() => totalsOf([whole, lineOf({ unitPrice: 1 })])).toThrow(RangeError);
  });
});

describe('costLines', () => {
  const schema = costLines(2);
  const isFine = (...lines: unknown[]) => z.safeParse(schema, lines).success;

  it('takes as many as it says', () => {
    expect(isFine()).toBe(false);
    expect(isFine(lineOf())).toBe(true);
    expect(isFine(lineOf(), lineOf(), lineOf())).toBe(false);
  });

  it('takes no more than an amount may be', () => {
    const half = lineOf({ unitPrice: mostMinor / 2 });
    expect(isFine(half, half)).toBe(true);
    expect(isFine(half, lineOf({ unitPrice: mostMinor / 2 + 1 }))).toBe(false);
    expect(isFine(lineOf({ quantity: 1_000_000, unitPrice: mostMinor }))).toBe(false);
  });

  it('answers a bad line instead of throwing', () => {
    expect(isFine(lineOf({ quantity: Number.NaN }))).toBe(false);
    expect(isFine(lineOf({ quantity: 1e306 }))).toBe(false);
    expect(isFine(lineOf({ unitPrice: 0.5 }))).toBe(false);
    expect(isFine(lineOf({ unitPrice: Number.POSITIVE_INFINITY }))).toBe(false);
    expect(isFine({ ...lineOf(), extra: 1 })).toBe(false);
  });
});
