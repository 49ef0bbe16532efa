import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostMinor } from './money.ts';
import { lineTotal, QuoteContent, QuoteLine, quoteLineKinds, totalsOf } from './quote.ts';

const content = (lines: readonly object[], overrides: object = {}) => ({
  lines,
  currency: 'EUR',
  validUntil: '2026-03-15T00:00:00Z',
  leadDays: 0,
  durationDays: 1,
  ...overrides,
});
const aLine = { kind: 'labour', text: 'Work', quantity: 1, unit: 'h', unitPrice: 100 } as const;
const takes = (line: object) => QuoteLine.safeParse({ ...aLine, ...line }).success;

const thousandths = fc.integer({ min: 1, max: 100_000_000 });
const unitPrice = fc.integer({ min: 0, max: 10_000_000_000 });
const anyLine = fc.record({
  kind: fc.constantFrom(...quoteLineKinds),
  text: fc.constant('Work'),
  quantity: thousandths.map((parts) => parts / 1000),
  unit: fc.constant('h'),
  unitPrice,
});

/** Half up, by integers of any size. */
const exactly = (parts: number, price: number) => (BigInt(parts) * BigInt(price) + 500n) / 1000n;

describe('the money of a quote', () => {
  it('is exact: thousandths of a quantity times minor units, a half rounded up', () => {
    fc.assert(
      fc.property(thousandths, unitPrice, (parts, price) => {
        const total = lineTotal({ quantity: parts / 1000, unitPrice: price });
        expect(Number.isSafeInteger(total)).toBe(true);
        expect(BigInt(total)).toBe(exactly(parts, price));
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    [1, 0, 0],
    [0.001, 499, 0],
    [0.001, 500, 1],
    [0.5, 1, 1],
    [1.005, 100, 101],
    [0.1, 3, 0],
    [1.1, 3, 3],
    [2.675, 100, 268],
    [100_000, 10_000_000_000, 1_000_000_000_000_000],
  ])('%d x %d is %d', (quantity, price, total) => {
    expect(lineTotal({ quantity, unitPrice: price })).toBe(total);
  });

  it('adds up: kinds to net, net and tax to the total, whatever the order of the lines', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 5 }), (lines) => {
        const { labour, material, fee, tax, net, total } = totalsOf(lines);
        expect(net).toBe(labour + material + fee);
        expect(total).toBe(net + tax);
        expect(total).toBe(lines.reduce((sum, one) => sum + lineTotal(one), 0));
        expect(totalsOf(lines.toReversed())).toEqual(totalsOf(lines));
      }),
    );
  });

  it('never parses into more than one amount may be', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 40 }), (lines) => {
        const parsed = QuoteContent.safeParse(content(lines));
        expect(parsed.success).toBe(totalsOf(lines).total <= mostMinor);
      }),
    );
    const full = { ...aLine, quantity: 100, unitPrice: mostMinor / 100 };
    expect(QuoteContent.safeParse(content([full])).success).toBe(true);
    const refused = QuoteContent.safeParse(content([full, { ...aLine, quantity: 0.01, unitPrice: 100 }]));
    expect(refused.error?.issues).toMatchObject([
      { path: ['lines'], message: 'come to more than one amount may be' },
    ]);
  });
});

describe('a line', () => {
  it('takes every quantity of three decimals, and none of more', () => {
    fc.assert(fc.property(thousandths, (parts) => takes({ quantity: Number((parts / 1000).toFixed(3)) })));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), thousandths, (digit, parts) => {
        const finer = Number(`${(parts / 1000).toFixed(3)}${digit}`);
        return finer > 100_000 || !takes({ quantity: finer });
      }),
    );
    for (const quantity of [0.1, 0.3, 1.005, 2.675, 0.001, 99_999.999, 100_000]) {
      expect(takes({ quantity })).toBe(true);
    }
  });

  it.each<[string, object]>([
    ['a quantity of nothing', { quantity: 0 }],
    ['less than nothing', { quantity: -1 }],
    ['too much', { quantity: 100_000.001 }],
    ['less than a thousandth', { quantity: 0.0004 }],
    ['what is no number', { quantity: Number.NaN }],
    ['a fraction of a minor unit', { unitPrice: 0.5 }],
    ['a negative price', { unitPrice: -1 }],
    ['too high a price', { unitPrice: 10_000_000_001 }],
    ['another kind', { kind: 'discount' }],
    ['no text', { text: ' ' }],
    ['too long a unit', { unit: 'x'.repeat(17) }],
    ['unknown keys', { total: 1 }],
  ])('refuses %s', (_, line) => {
    expect(takes(line)).toBe(false);
  });
});

it('takes 1 to 40 lines, and days within a year', () => {
  const passes = (given: object) => QuoteContent.safeParse(given).success;
  expect(passes(content([]))).toBe(false);
  expect(passes(content(Array.from({ length: 40 }, () => aLine)))).toBe(true);
  expect(passes(content(Array.from({ length: 41 }, () => aLine)))).toBe(false);
  expect(passes(content([aLine], { leadDays: 366 }))).toBe(false);
  expect(passes(content([aLine], { durationDays: 0 }))).toBe(false);
  expect(passes(content([aLine], { note: 'x'.repeat(501) }))).toBe(false);
  expect(QuoteContent.parse(content([aLine])).note).toBe('');
});
