import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Currency, Money } from './money.ts';

const faultsOf = (code: string) => Currency.safeParse(code).error?.issues.map(({ message }) => message);

describe('a currency', () => {
  it.each(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD', 'PLN', 'ARS'])('takes %s', (code) => {
    expect(Money.parse({ minor: 1, currency: code }).currency).toBe(code);
  });

  it.each(['ZZZ', 'XXX', 'XTS', 'AAA', 'DEM'])('refuses %s, which nobody pays in', (code) => {
    expect(faultsOf(code)).toEqual(['is not a currency of ISO 4217']);
  });

  it('refuses what is no code, in words', () => {
    expect(faultsOf('eur')).toContain('must be three capital letters of ISO 4217');
  });

  it('is described by its pattern', () => {
    expect(z.toJSONSchema(Currency)).toMatchObject({ type: 'string', pattern: '^[A-Z]{3}$' });
  });
});
