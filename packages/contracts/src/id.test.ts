import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Id, IdempotencyKey, Version } from './id.ts';

const oneOf = (characters: string) => fc.constantFrom(...Array.from(characters));
const hex = oneOf('0123456789abcdef');

describe('Id', () => {
  it('takes 24 lower-case hexadecimal characters as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: hex, minLength: 24, maxLength: 24 }), (id) => {
        expect(Id.parse(id)).toBe(id);
      }),
    );
  });

  it('refuses every other text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: hex, maxLength: 40 })), (text) => {
        expect(Id.safeParse(text).success).toBe(/^[0-9a-f]{24}$/.test(text) && !text.includes('\n'));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['A'.repeat(24), `${'a'.repeat(24)}\n`, ` ${'a'.repeat(23)}`, 'g'.repeat(24), 'a'.repeat(23), ''])(
    'refuses %j',
    (text) => {
      expect(Id.safeParse(text).success).toBe(false);
    },
  );

  it('refuses what is not text', () => {
    for (const value of [null, 5, { $ne: null }, { toString: () => 'a'.repeat(24) }, ['a'.repeat(24)]]) {
      expect(Id.safeParse(value).success).toBe(false);
    }
  });
});

describe('IdempotencyKey', () => {
  it('takes a UUID and anything like one', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(IdempotencyKey.parse(uuid)).toBe(uuid);
      }),
    );
    const letter = oneOf('ABCXYZabcxyz0189-_');
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 8, maxLength: 64 }), (key) => {
        expect(IdempotencyKey.parse(key)).toBe(key);
      }),
    );
  });

  it.each([
    '',
    'short',
    'x'.repeat(65),
    'with space',
    'with.dot.in',
    '$dollars$',
    'ünïcödé-key',
    'eight888\n',
  ])('refuses %j', (key) => {
    expect(IdempotencyKey.safeParse(key).success).toBe(false);
  });
});

describe('Version', () => {
  it('counts from one in whole numbers that every system can hold', () => {
    for (const version of [1, 2, 2_147_483_647]) expect(Version.parse(version)).toBe(version);
    for (const version of [0, -1, 1.5, 2_147_483_648, Number.NaN, Infinity, '1', null, { $gt: 0 }]) {
      expect(Version.safeParse(version).success).toBe(false);
    }
  });
});
