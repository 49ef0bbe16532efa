import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Cursor, defaultPageSize, maxPageSize, page, pageFields } from './page.ts';

const List = z.strictObject(pageFields);

describe('Cursor', () => {
  it('takes 36 hexadecimal characters and nothing else', () => {
    const hex = fc.constantFrom(...Array.from('0123456789abcdef'));
    fc.assert(
      fc.property(fc.string({ unit: hex, minLength: 30, maxLength: 40 }), (text) => {
        expect(Cursor.safeParse(text).success).toBe(text.length === 36);
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), (text) => {
        expect(Cursor.safeParse(text).success).toBe(/^[0-9a-f]{36}$/.test(text) && text.length === 36);
      }),
    );
    expect(Cursor.safeParse(`${'a'.repeat(35)}\n`).success).toBe(false);
  });
});

describe('what a list takes', () => {
  it('is nothing at all, if the caller likes', () => {
    expect(List.parse({})).toEqual({ limit: defaultPageSize });
  });

  it('is what TanStack Query sends', () => {
    expect(List.parse({ limit: 5, cursor: null, direction: 'forward' }).cursor).toBeNull();
    expect(List.parse({ cursor: undefined, direction: 'backward' }).direction).toBe('backward');
    expect(List.safeParse({ direction: 'sideways' }).success).toBe(false);
  });

  it('bounds the size of a page', () => {
    fc.assert(
      fc.property(fc.integer(), (limit) => {
        expect(List.safeParse({ limit }).success).toBe(limit >= 1 && limit <= maxPageSize);
      }),
    );
    expect(List.safeParse({ limit: 2.5 }).success).toBe(false);
    expect(List.safeParse({ limit: '5' }).success).toBe(false);
  });
});

describe('a page', () => {
  const Numbers = page(z.int());

  it('holds items and where to go on', () => {
    const whole = { items: [1, 2], nextCursor: 'a'.repeat(36) };
    expect(Numbers.parse(whole)).toEqual(whole);
    expect(Numbers.parse({ items: [], nextCursor: null })).toEqual({ items: [], nextCursor: null });
  });

  it('holds nothing else', () => {
    expect(Numbers.safeParse({ items: ['1'], nextCursor: null }).success).toBe(false);
    expect(Numbers.safeParse({ items: [], nextCursor: 'nonsense' }).success).toBe(false);
    expect(Numbers.safeParse({ items: [] }).success).toBe(false);
    expect(Numbers.safeParse({ items: [], nextCursor: null, total: 5 }).success).toBe(false);
  });
});
