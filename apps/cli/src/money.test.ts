import { describe, expect, it } from 'vitest';
import { formatMoney, readMoney } from './money.ts';

describe('an amount', () => {
  it.each([
    ['120.50 EUR', { minor: 12_050, currency: 'EUR' }],
    ['120.5EUR', { minor: 12_050, currency: 'EUR' }],
    ['0 EUR', { minor: 0, currency: 'EUR' }],
    ['0.07 USD', { minor: 7, currency: 'USD' }],
    ['1200 JPY', { minor: 1200, currency: 'JPY' }],
    ['1.234 KWD', { minor: 1234, currency: 'KWD' }],
    // No binary fraction in between: 1.15 * 100 is 114.99999999999999.
    ['1.15 EUR', { minor: 115, currency: 'EUR' }],
  ])('reads %s', (text, money) => {
    expect(readMoney(text)).toEqual(money);
  });

  it.each(['', '120', 'EUR', '120.505 EUR', '1.5 JPY', '-3 EUR', '1,50 EUR', '3 eur', '3 EURO', '1.2.3 EUR'])(
    'refuses %j',
    (text) => {
      expect(readMoney(text)).toBeUndefined();
    },
  );

  it.each([
    [{ minor: 12_050, currency: 'EUR' }, '120.50 EUR'],
    [{ minor: 7, currency: 'EUR' }, '0.07 EUR'],
    [{ minor: -150, currency: 'EUR' }, '-1.50 EUR'],
    [{ minor: 1200, currency: 'JPY' }, '1200 JPY'],
  ])('writes %j', (money, text) => {
    expect(formatMoney(money)).toBe(text);
  });
});
