import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { line, paragraph } from './text.ts';

const schemas = { line: line(1, 20), paragraph: paragraph(1, 20) };
const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const control = /[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const controlButBreaks = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]/;
const runs = { numRuns: 500 };
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

describe.each([
  ['line', schemas.line, control, 40],
  ['paragraph', schemas.paragraph, controlButBreaks, 30],
] as const)('%s', (_, schema, unwanted, mostBytes) => {
  it('lets through only text that can be stored and shown', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 20 })),
        (text) => {
          const { data } = z.safeParse(schema, text);
          const trimmed = text.trim();
          const isFine =
            /[\p{L}\p{N}\p{P}\p{S}]/u.test(trimmed) &&
            Array.from(trimmed).length <= 20 &&
            bytesOf(trimmed) <= mostBytes &&
            !unwanted.test(trimmed) &&
            trimmed.isWellFormed();
          expect(data).toBe(isFine ? trimmed : undefined);
        },
      ),
      runs,
    );
  });

  it('survives UTF-8 unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 10 }), (text) => {
        const { data } = z.safeParse(schema, text);
        if (data === undefined) return;
        expect(new TextDecoder().decode(new TextEncoder().encode(data))).toBe(data);
      }),
      runs,
    );
  });

  it('is stable: what was accepted is accepted again as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { data } = z.safeParse(schema, text);
        if (data !== undefined) expect(z.parse(schema, data)).toBe(data);
      }),
      runs,
    );
  });

  it('refuses half a character', () => {
    expect(z.safeParse(schema, 'broken \ud83d').success).toBe(false);
    expect(z.safeParse(schema, 'broken \ude80 too').success).toBe(false);
    expect(z.parse(schema, 'whole 🚀')).toBe('whole 🚀');
  });

  it.each(['\u0000', '\u0007', '\u001b[31m', '\u007f'])(
    'refuses control characters inside',
    (unwantedText) => {
      expect(z.safeParse(schema, `a${unwantedText}b`).success).toBe(false);
    },
  );

  it('must show something', () => {
    expect(z.safeParse(schema, '\u200b\u200b\u200b').success).toBe(false);
    expect(z.safeParse(schema, 'safe \u202e gnp.exe').success).toBe(false);
    expect(z.parse(schema, '👩‍🔧')).toBe('👩‍🔧');
  });

  it('measures after trimming', () => {
    expect(z.parse(schema, `  ${'x'.repeat(20)}\n`)).toBe('x'.repeat(20));
    expect(z.safeParse(schema, 'x'.repeat(21)).success).toBe(false);
    expect(z.safeParse(schema, ' \t\n ').success).toBe(false);
  });

  it.each([undefined, null, 5, {}, ['x'], { $ne: null }])('takes nothing but text: %j', (value) => {
    expect(z.safeParse(schema, value).success).toBe(false);
  });
});

describe('what long text takes', () => {
  it('a line is measured in characters, of two bytes each', () => {
    expect(z.parse(schemas.line, 'Ж'.repeat(20))).toHaveLength(20);
    expect(z.safeParse(schemas.line, 'Ж'.repeat(21)).success).toBe(false);
    expect(z.parse(schemas.line, '🚀'.repeat(10))).toHaveLength(20);
    expect(z.safeParse(schemas.line, '🚀'.repeat(11)).success).toBe(false);
  });

  it('a paragraph is measured in bytes too: one and a half for each character of its limit', () => {
    expect(z.parse(schemas.paragraph, 'я'.repeat(15))).toHaveLength(15);
    expect(z.safeParse(schemas.paragraph, 'я'.repeat(16)).success).toBe(false);
    expect(z.safeParse(schemas.paragraph, '水'.repeat(10)).success).toBe(true);
    expect(z.safeParse(schemas.paragraph, '水'.repeat(11)).success).toBe(false);
  });
});

describe('line breaks', () => {
  it('belong in a paragraph and not in a line', () => {
    for (const text of ['a\nb', 'a\r\nb', 'a\tb']) {
      expect(z.parse(schemas.paragraph, text)).toBe(text);
      expect(z.safeParse(schemas.line, text).success).toBe(false);
    }
  });
});
