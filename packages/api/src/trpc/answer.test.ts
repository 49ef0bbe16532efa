import type { AnyTRPCRouter } from '@trpc/server';
import fc from 'fast-check';
import superjson from 'superjson';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { appRouter } from '../router.ts';
import { answer } from './answer.ts';
import { partOf } from './fits.ts';
import { wire } from './wire.ts';
import type { Notes } from './wire-notes.ts';

type Answer = ReturnType<typeof answer>;
type Procedures = Readonly<Record<string, { _def: { type: string; output?: unknown } }>>;

const proceduresOf = (router: AnyTRPCRouter): Procedures => router._def.procedures;

const isAnswer = (output: unknown): output is Answer => typeof output === 'function' && 'schema' in output;

const procedures = Object.entries(proceduresOf(appRouter)).filter(
  ([, { _def }]) => _def.type !== 'subscription',
);
const schemas = new Set(
  procedures.flatMap(([, { _def }]) => (isAnswer(_def.output) ? [_def.output.schema] : [])),
);

/** For schemas that take few of all texts. */
const words = [
  'EUR',
  'JPY',
  '85283473fffffff',
  '8728308280fffff',
  '8828308281fffff',
  '6b07ffba839c84c12b2555e3',
];

/** Values that a schema takes. */
const valueOf = (schema: z.core.$ZodType): fc.Arbitrary<unknown> => {
  const known = schema as z.core.$ZodTypes;
  const { def } = known._zod;
  const taken = (arbitrary: fc.Arbitrary<unknown>) =>
    arbitrary.filter((value) => z.safeParse(schema, value).success);
  switch (def.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(def.shape).map(([name, part]) => [name, valueOf(part)])),
        {
          noNullPrototype: true,
          requiredKeys: Object.keys(def.shape).filter(
            (name) => def.shape[name]?._zod.def.type !== 'optional',
          ),
        },
      );
    case 'array':
      return taken(fc.array(valueOf(def.element), { maxLength: 3 }));
    case 'nullable':
      return fc.option(valueOf(def.innerType), { nil: null });
    case 'optional':
      return fc.option(valueOf(def.innerType), { nil: undefined });
    case 'union':
      return fc.oneof(...def.options.map(valueOf));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'date':
      return fc.date({ noInvalidDate: true });
    case 'number':
      return taken(
        fc.oneof(
          fc.integer({ min: 0, max: 50 }),
          fc.integer({ min: 0, max: 60_000 }),
          fc.integer(),
          fc.double().filter((value) => !Object.is(value, -0)),
        ),
      );
    case 'string': {
      const checks = (def.checks ?? []).map(({ _zod }) => _zod.def);
      const patterns = checks.flatMap((check) =>
        'pattern' in check && check.pattern instanceof RegExp ? [check.pattern] : [],
      );
      const fitting = words.filter((word) => z.safeParse(schema, word).success);
      if (checks.length > 0 && fitting.length > 0) return fc.constantFrom(...fitting);
      return taken(fc.oneof(...patterns.map((pattern) => fc.stringMatching(pattern)), fc.string()));
    }
    default:
      throw new Error(`No values of ${def.type} are known here`);
  }
};

/** A value with one part of it, anywhere, replaced, taken away or added. */
const spoil = (value: unknown, [at, part]: [number, unknown]): unknown => {
  if (Array.isArray(value) && value.length > 0) {
    const index = at % (value.length + 1);
    return index === value.length ? part : value.with(index, spoil(value[index], [at >> 2, part]));
  }
  if (typeof value !== 'object' || value === null || value instanceof Date || Array.isArray(value))
    return part;
  const names = Object.keys(value);
  const entries = Object.entries(value);
  const index = at % (names.length + 2);
  const name = names[index];
  if (name === undefined) return index === names.length ? part : { ...value, added: part };
  if (at % 7 === 0) return Object.fromEntries(entries.filter(([other]) => other !== name));
  return Object.fromEntries(
    entries.map(([other, one]) => [other, other === name ? spoil(one, [at >> 2, part]) : one]),
  );
};
const anything = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    '',
    0,
    -1,
    1.5,
    Number.NaN,
    true,
    new Date(Number.NaN),
    new Date(0),
    [],
    {},
  ),
  fc.string(),
  fc.date({ noInvalidDate: true }),
);

const namedOf = (schema: z.core.$ZodType) =>
  procedures.find(([, { _def }]) => isAnswer(_def.output) && _def.output.schema === schema)?.[0] ?? '';

const lookerFor = (schema: z.core.$ZodType) => {
  const { fits } = partOf(schema);
  return (value: unknown) => {
    const notes: Notes = {};
    return fits(value, '', notes) ? notes : undefined;
  };
};

it('every procedure says what it answers', () => {
  const silent = procedures.flatMap(([path, { _def }]) => (isAnswer(_def.output) ? [] : [path]));
  expect(silent).toEqual([]);
  expect(procedures.length).toBeGreaterThan(60);
});

describe.each([...schemas].map((schema) => [namedOf(schema), schema] as const))(
  'what %s answers',
  (_, schema) => {
    const [look, checked] = [lookerFor(schema), answer(schema)];

    it('is not looked through twice where it fits, and is noted as superjson does', () => {
      fc.assert(
        fc.property(valueOf(schema), (value) => {
          expect(look(value)).toBeDefined();
          expect(checked(value)).toBe(value);
          expect(wire.output.serialize(value).meta?.values ?? {}).toEqual(
            superjson.serialize(value).meta?.values ?? {},
          );
        }),
        { numRuns: 30 },
      );
    });

    it('never fits where zod finds a fault, or would change it', () => {
      fc.assert(
        fc.property(valueOf(schema), fc.tuple(fc.nat(5000), anything), (value, change) => {
          const spoilt = spoil(value, change);
          const judged = z.safeParse(schema, spoilt);
          if (look(spoilt)) expect(judged).toEqual({ success: true, data: spoilt });
          if (!judged.success) expect(() => checked(spoilt)).toThrow(z.core.$ZodError);
        }),
        { numRuns: 80 },
      );
    });
  },
);

it('leaves to zod what it does not know, and sends what zod makes of it', () => {
  const changed = z.strictObject({ word: z.string().check(z.trim()), size: z._default(z.int(), 3) });
  expect(answer(changed)({ word: ' a ' })).toEqual({ word: 'a', size: 3 });
  expect(answer(z.object({ a: z.string() }))({ a: 'x', secret: 'y' })).toEqual({ a: 'x' });
});

it('leaves to the wire what JSON cannot carry, though the schema takes it', () => {
  for (const size of [Number.POSITIVE_INFINITY, 1n, Symbol('x')]) {
    const reply = answer(z.strictObject({ size: z.any() }))({ size });
    expect(() => wire.output.serialize(reply)).toThrow(TypeError);
  }
});

it('forgets what an option of a union noted that did not fit', () => {
  const either = z.union([
    z.strictObject({ at: z.date(), a: z.literal(1) }),
    z.strictObject({ at: z.date(), b: z.date() }),
  ]);
  const value = { at: new Date(0), b: new Date(1) };
  answer(either)(value);
  expect(wire.output.serialize(value).meta?.values).toEqual({ at: ['Date'], b: ['Date'] });
});
