import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedId, payloadHash } from './payload-hash.ts';

/** The same value with the keys of every object the other way round. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, reversed(item)])
      .toReversed(),
  );
};

const payload = fc.dictionary(fc.string({ maxLength: 6 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 });

describe('the hash of a payload', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(payload, (value) => {
        expect(payloadHash(reversed(value) as object)).toBe(payloadHash(value));
      }),
      { numRuns: 300 },
    );
  });

  it('takes a field that is undefined for one that is not sent', () => {
    expect(payloadHash({ a: 1, b: undefined, c: { d: undefined } })).toBe(payloadHash({ a: 1, c: {} }));
    expect(payloadHash({ a: null })).not.toBe(payloadHash({}));
  });

  it('changes with every value, and with the order of a list', () => {
    fc.assert(
      fc.property(payload, fc.string({ maxLength: 6 }), fc.integer(), (value, key, number) => {
        const other = { ...value, [key]: number };
        if (JSON.stringify(value[key]) === String(number)) return;
        expect(payloadHash(other)).not.toBe(payloadHash(value));
      }),
    );
    expect(payloadHash({ list: [1, 2] })).not.toBe(payloadHash({ list: [2, 1] }));
    expect(payloadHash({ at: new Date(0) })).not.toBe(payloadHash({ at: new Date(1) }));
    expect(payloadHash({ a: '1' })).not.toBe(payloadHash({ a: 1 }));
  });

  it('is what earlier releases stored', () => {
    const stored = { b: { d: [1, 'x'], c: null }, a: 1 };
    expect(payloadHash(stored)).toBe('UgTduCsKZeAU2J6_');
    expect(derivedId(stored)).toBe('5204ddb82b0a65e014d89ebf');
  });
});
