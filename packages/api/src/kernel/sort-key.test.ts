import { Cursor } from '@pmp/contracts/page';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortKey } from './sort-key.ts';

const instant = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
const hexDigit = fc.constantFrom(...Array.from('0123456789abcdef'));
const id = fc.string({ unit: hexDigit, minLength: 24, maxLength: 24 });
const record = fc.record({ at: instant, id });

const inTime = (a: { at: Date; id: string }, b: { at: Date; id: string }) => {
  const apart = a.at.getTime() - b.at.getTime();
  if (apart !== 0) return Math.sign(apart);
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
};

describe('a sort key', () => {
  it('sorts as time does, then by id', () => {
    fc.assert(
      fc.property(record, record, (a, b) => {
        const [keyOfA, keyOfB] = [sortKey(a.at, a.id), sortKey(b.at, b.id)];
        expect(keyOfA === keyOfB ? 0 : keyOfA < keyOfB ? -1 : 1).toBe(inTime(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('tells neighbouring milliseconds apart, also where digits are added', () => {
    fc.assert(
      fc.property(instant, id, id, (at, one, other) => {
        expect(sortKey(at, one) < sortKey(new Date(at.getTime() + 1), other)).toBe(true);
      }),
    );
    expect(sortKey(new Date(0xf), 'f') < sortKey(new Date(0x10), '0')).toBe(true);
  });

  it('is a cursor', () => {
    fc.assert(
      fc.property(record, (one) => {
        expect(Cursor.safeParse(sortKey(one.at, one.id)).success).toBe(true);
      }),
    );
  });
});
