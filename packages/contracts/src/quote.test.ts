import { expect, it } from 'vitest';
import { QuoteContent } from './quote.ts';

const content = (lines: readonly object[], overrides: object = {}) => ({
  lines,
  currency: 'EUR',
  validUntil: '2026-03-15T00:00:00Z',
  leadDays: 0,
  durationDays: 1,
  ...overrides,
});
const aLine = { kind: 'labour', text: 'Work', quantity: 1, unit: 'h', unitPrice: 100 } as const;

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
