import fc from 'fast-check';
import * as z from 'zod/mini';

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nodesOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** What JSON can say and no field takes, or only just. */
const strange = fc.oneof(
  fc.constantFrom(
    1e306,
    -1e306,
    5e-324,
    -0,
    0,
    1e21,
    2 ** 53,
    -(2 ** 53),
    0.1 + 0.2,
    1_000_000,
    1_000_000_000_000,
  ),
  fc.constantFrom(
    '',
    'x',
    '2027-02-30T10:00:00Z',
    '2027-02-29T00:00:00Z',
    '9999-12-31T24:00:00Z',
    '\ud800',
    '__proto__',
  ),
  fc.constantFrom(null, true, [], {}, [[]], [null], [{}]),
  fc.constantFrom(new Date(Number.NaN), new Date(8.64e15), new Date(0)),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Something for every kind of text that we take; a schema that takes another gets it from its enum. */
const texts = fc.constantFrom(
  'a'.repeat(24),
  '2027-03-01T10:00:00Z',
  '2027-03-02T10:00:00Z',
  '2027-03-01',
  'EUR',
  'Europe/Berlin',
  'FREQ=YEARLY;BYMONTH=10',
  'plumbing',
  'Something of a fair length',
  'm',
);

const bound = (value: unknown, otherwise: number) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : otherwise;

const fitting = (node: Json): fc.Arbitrary<unknown> => {
  const options = [...nodesOf(node['anyOf']), ...nodesOf(node['oneOf'])];
  if (options.length > 0) return fc.oneof(...options.map(fitting));
  if (node['const'] !== undefined) return fc.constant(node['const']);
  if (Array.isArray(node['enum'])) return fc.constantFrom(...(node['enum'] as unknown[]));
  switch (node['type']) {
    case 'object': {
      const properties = isJson(node['properties']) ? node['properties'] : {};
      const required = Array.isArray(node['required']) ? node['required'].map(String) : [];
      const model = Object.fromEntries(
        Object.entries(properties).map(([name, child]) => [name, jsonFor(isJson(child) ? child : {})]),
      );
      return fc.record(model, { requiredKeys: required });
    }
    case 'array':
      return fc.array(jsonFor(isJson(node['items']) ? node['items'] : {}), { minLength: 1, maxLength: 3 });
    case 'number':
    case 'integer': {
      const min = bound(node['minimum'] ?? node['exclusiveMinimum'], 0);
      return fc.constantFrom(min, min + 1, bound(node['maximum'], min + 2));
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return texts;
    default:
      // What JSON Schema has no word for is a Date.
      return fc.oneof(texts, fc.constant(new Date('2027-03-01T10:00:00Z')));
  }
};

const jsonFor = (node: Json): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: fitting(node) }, { weight: 1, arbitrary: strange });

/** Inputs that fit a schema nearly: here and there, at any depth, a value that does not. */
export const nearly = (schema: z.core.$ZodType): fc.Arbitrary<unknown> =>
  jsonFor(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
