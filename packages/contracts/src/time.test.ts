import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Instant } from './time.ts';

const inBounds = fc.date({
  min: new Date('2000-01-01T00:00:00.000Z'),
  max: new Date('2099-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

describe('Instant', () => {
  it('takes a Date, and the text that JSON makes of it', () => {
    fc.assert(
      fc.property(inBounds, (at) => {
        expect(z.parse(Instant, at)).toEqual(at);
        expect(z.parse(Instant, JSON.parse(JSON.stringify(at)))).toEqual(at);
      }),
    );
  });

  it.each([
    ['2026-03-01T09:00Z', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T09:00:30Z', '2026-03-01T09:00:30.000Z'],
    ['2026-03-01T09:00:30.5Z', '2026-03-01T09:00:30.500Z'],
    ['2026-03-01T09:00:30.123456+00:00', '2026-03-01T09:00:30.123Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('reads %s', (text, at) => {
    expect(z.parse(Instant, text).toISOString()).toBe(at);
  });

  it.each([
    '',
    '2026-03-01',
    '2026-03-01T09:00:00',
    '2026-03-01T09:00:00+01:00',
    '2026-03-01 09:00:00Z',
    '2026-03-01T09:00:00Z\n',
    '2026-02-30T00:00:00Z',
    '2027-02-29T00:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-13-01T00:00:00Z',
    '+012026-03-01T09:00:00Z',
    'Sun Mar 01 2026',
    1_772_355_600_000,
    Number.NaN,
    null,
    true,
    {},
    [],
    { $gt: '' },
    { toISOString: () => '2026-03-01T09:00:00Z' },
    new Date(Number.NaN),
    '1999-12-31T23:59:59.999Z',
    new Date('1999-12-31T23:59:59.999Z'),
    '2100-01-01T00:00:00Z',
    new Date('2100-01-01T00:00:00Z'),
  ])('refuses %j', (value) => {
    expect(z.safeParse(Instant, value).success).toBe(false);
  });

  it('refuses every other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(z.safeParse(Instant, text).success).toBe(false);
      }),
    );
  });
});
