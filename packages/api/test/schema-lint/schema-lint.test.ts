import { Instant } from '@pmp/contracts/time';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { appRouter } from '../../src/router.ts';
import { publicProcedure, router } from '../../src/trpc/init.ts';
import { inputsOf, lintInput, lintRouter } from './lint-input.ts';
import { unsafePattern } from './unsafe-pattern.ts';

describe('the inputs of every procedure', () => {
  it('are bounded', () => {
    expect(lintRouter(appRouter)).toEqual({});
  });

  it('were looked at', () => {
    expect(inputsOf(appRouter).length).toBeGreaterThanOrEqual(9);
  });
});

describe('lintInput', () => {
  const short = z.string().check(z.maxLength(5));

  it('accepts what is bounded', () => {
    const bounded = z.strictObject({
      text: z.string().check(z.trim(), z.minLength(1), z.maxLength(5), z.regex(/^[a-z]+$/), z.regex(/^\S*$/)),
      many: z.array(short).check(z.maxLength(3)),
      count: z._default(z.int().check(z.gte(1), z.lte(9)), 2),
      share: z.optional(z.nullable(z.number().check(z.gt(0), z.lt(1)))),
      kind: z.enum(['a', 'b']),
      either: z.union([z.literal('x'), z.strictObject({ y: z.boolean() })]),
      at: z.date(),
      until: Instant,
    });
    expect(lintInput(bounded)).toEqual([]);
  });

  it.each<[string, z.core.$ZodType, string]>([
    ['unknown keys that are dropped', z.object({ a: short }), '(input): an object takes unknown keys'],
    ['unknown keys that are kept', z.looseObject({ a: short }), '(input): an object takes unknown keys'],
    ['nested unknown keys', z.strictObject({ a: z.object({ b: short }) }), 'a: an object takes unknown keys'],
    ['a string without an end', z.strictObject({ a: z.string() }), 'a: a string has no maxLength'],
    [
      'a string with a pattern only',
      z.strictObject({ a: z.string().check(z.regex(/^a+$/)) }),
      'a: a string has no maxLength',
    ],
    ['an email without an end', z.strictObject({ a: z.email() }), 'a: a string has no maxLength'],
    ['an array without an end', z.strictObject({ a: z.array(short) }), 'a: an array has no maxItems'],
    [
      'an unbounded string in an array',
      z.strictObject({ a: z.array(z.string()).check(z.maxLength(2)) }),
      'a[]: a string has no maxLength',
    ],
    [
      'a number without a minimum',
      z.strictObject({ a: z.number().check(z.lte(1)) }),
      'a: a number has no minimum',
    ],
    [
      'an integer without a maximum',
      z.strictObject({ a: z.int().check(z.gte(1)) }),
      'a: a number has no maximum',
    ],
    ['any', z.strictObject({ a: z.any() }), 'a: it takes anything'],
    ['unknown', z.strictObject({ a: z.unknown() }), 'a: it takes anything'],
    ['a record', z.strictObject({ a: z.record(short, short) }), 'a: an object takes unknown keys'],
    ['custom', z.strictObject({ a: z.custom<string>() }), 'a: it takes anything'],
    [
      'one bad choice',
      z.strictObject({ a: z.union([z.literal('x'), z.string()]) }),
      'a: a string has no maxLength',
    ],
    [
      'an optional',
      z.strictObject({ a: z.optional(z.nullable(z.string())) }),
      'a: a string has no maxLength',
    ],
    ['a bare string', z.string(), '(input): a string has no maxLength'],
  ])('refuses %s', (_, schema, fault) => {
    expect(lintInput(schema)).toContain(fault);
  });

  it.each<[string, z.core.$ZodType]>([
    ['coerced numbers', z.strictObject({ a: z.coerce.number().check(z.gte(1), z.lte(2)) })],
    ['coerced strings', z.strictObject({ a: z.coerce.string().check(z.maxLength(2)) })],
    ['coerced dates', z.strictObject({ a: z.coerce.date() })],
    ['values changed before they are judged', z.strictObject({ a: z.pipe(z.transform(String), short) })],
    [
      'a pattern that can explode',
      z.strictObject({ a: z.string().check(z.maxLength(50), z.regex(/^(a+)+$/)) }),
    ],
    [
      'a second pattern that can explode',
      z.strictObject({ a: z.string().check(z.maxLength(50), z.regex(/^a/), z.regex(/(b|b)*$/)) }),
    ],
  ])('refuses %s', (_, schema) => {
    expect(lintInput(schema)).not.toEqual([]);
  });
});

describe('lintRouter', () => {
  it('names the procedure and the field', () => {
    const planted = router({
      deep: router({
        bad: publicProcedure.input(z.strictObject({ note: z.string() })).mutation(() => null),
        fine: publicProcedure.query(() => null),
      }),
    });
    expect(lintRouter(planted)).toEqual({ 'deep.bad': ['note: a string has no maxLength'] });
  });

  it('looks at every input of a chain, whatever it is', () => {
    const bounded = z.strictObject({ a: z.boolean() });
    const chained = publicProcedure.input(bounded).input(z.strictObject({ b: z.string() }));
    const byHand = publicProcedure.input((value: unknown) => String(value));
    const planted = router({ chained: chained.query(() => 0), byHand: byHand.query(() => 0) });
    expect(lintRouter(planted)).toEqual({
      chained: ['b: a string has no maxLength'],
      byHand: ['its input is not a zod schema'],
    });
  });
});

describe('unsafePattern', () => {
  it.each([
    '^[0-9a-f]{24}$',
    '^[A-Za-z0-9_-]+$',
    '^(?:ab?)+$',
    '^[(+*]+$',
    String.raw`^\(+\)+$`,
    '^(a|b)$',
    '^(?:[a-z]{2,8}){1,4}$',
  ])('accepts %s', (pattern) => {
    expect(unsafePattern(pattern)).toBeUndefined();
  });

  it.each(['(a+)+', '(a*)*', '(?:a|aa)+$', '((a+)b?)*', '(a{2,})+', '(([a-z])+.)+', String.raw`(.)\1`])(
    'refuses %s',
    (pattern) => {
      expect(unsafePattern(pattern)).toBeDefined();
    },
  );
});
