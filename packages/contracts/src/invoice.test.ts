import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindVarianceOf, varianceOf } from './invoice.ts';
import { mostMinor } from './money.ts';

describe('varianceOf', () => {
  it.each([
    [110, 100, 10, 10],
    [90, 100, -10, -10],
    [100, 100, 0, 0],
    [0, 100, -100, -100],
    // 0.05 % is halfway, 0.049 % is not.
    [200_100, 200_000, 100, 0.1],
    [199_900, 200_000, -100, -0.1],
    [200_098, 200_000, 98, 0],
    [199_902, 200_000, -98, 0],
    [2, 3, -1, -33.3],
    [5, 3, 2, 66.7],
  ])('%i against %i', (invoiced, agreed, minor, percent) => {
    expect(varianceOf(invoiced, agreed)).toStrictEqual({ minor, percent });
  });

  it('has no percentage of nothing', () => {
    expect(varianceOf(500, 0)).toStrictEqual({ minor: 500, percent: null });
  });

  it('is exact to a tenth of a percent, whatever the amounts', () => {
    const amount = fc.integer({ min: 0, max: mostMinor });
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: mostMinor }), (invoiced, agreed) => {
        const { minor, percent } = varianceOf(invoiced, agreed);
        expect(minor).toBe(invoiced - agreed);
        const exact = BigInt(Math.abs(minor)) * 2000n + BigInt(agreed);
        const tenths = exact / (2n * BigInt(agreed));
        expect(Math.abs(percent ?? -1)).toBe(Number(tenths) / 10);
        expect(Object.is(percent, -0)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

it('kindVarianceOf compares kind by kind', () => {
  const invoiced = { labour: 5, material: 7, fee: 0, tax: 3, net: 12, total: 15 };
  const quoted = { labour: 6, material: 7, fee: 2, tax: 1, net: 15, total: 16 };
  expect(kindVarianceOf(invoiced, quoted)).toEqual({ labour: -1, material: 0, fee: -2, tax: 2 });
});
