import { Instant } from '@pmp/contracts/time';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import golden from './fastapi-issues.golden.json' with { type: 'json' };
import { type Issue, toIssues } from './issue.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { knownOf } from './read-body.ts';

// The same model in zod as the one that FastAPI 0.115 (Pydantic 2.14) answered the golden file with.
const Report = z.object({
  title: z.string().min(3).max(120),
  category: z
    .string()
    .min(2)
    .regex(/^[a-z][a-z0-9-]*$/),
  priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
  version: z.int().min(1).max(9).optional(),
  address: z
    .object({ line1: z.string().min(1).max(120), city: z.string(), postalCode: z.string() })
    .optional(),
  location: z.object({ lon: z.number().min(-180).max(180), lat: z.number() }).optional(),
  tags: z.array(z.string()).min(1).max(2).optional(),
  flag: z.boolean().optional(),
});

const issuesOf = (schema: z.ZodType, body: unknown): Issue[] => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return [];
  const judged = {
    input: body,
    schema: jsonSchemaOf(schema, 'input'),
    locate: (path: readonly (string | number)[]) => ['body', ...path],
  };
  return toIssues(parsed.error, judged);
};

describe('toIssues', () => {
  test.each(golden)('says of $body what FastAPI says', ({ body, detail }) => {
    expect(issuesOf(Report, body)).toEqual(detail);
  });

  test('names ten fields at most, each once', () => {
    const names = Array.from({ length: 20 }, (_, index) => `field${index}`);
    const schema = z.object(Object.fromEntries(names.map((name) => [name, z.string().min(3).regex(/^x/)])));
    const issues = issuesOf(schema, Object.fromEntries(names.map((name) => [name, ''])));
    expect(issues.map(({ loc }) => loc[1])).toEqual(names.slice(0, 10));
  });

  test('does not send a long value back', () => {
    const [issue] = issuesOf(Report, { title: 'x'.repeat(5000), category: 'ok' });
    expect(issue).toMatchObject({ type: 'string_too_long' });
    expect(issue).not.toHaveProperty('input');
  });
});

describe('a time', () => {
  const Visit = z.strictObject({ at: Instant, until: z.nullable(Instant) });

  test('is text in the document, whatever else the procedures take', () => {
    const time = { type: 'string', format: 'date-time' };
    expect(jsonSchemaOf(Visit, 'input')).toMatchObject({
      properties: { at: time, until: { anyOf: [time, { type: 'null' }] } },
    });
  });

  test.each([
    [undefined, 'missing', 'Field required'],
    [5, 'datetime_type', 'Input should be a valid datetime'],
    ['2026-02-30T00:00:00Z', 'datetime_parsing', 'Input should be a valid datetime, is on no calendar'],
    [
      '1999-01-01T00:00:00Z',
      'greater_than_equal',
      'Input should be greater than or equal to 2000-01-01T00:00:00.000Z',
    ],
    [
      '2100-01-01T00:00:00Z',
      'less_than_equal',
      'Input should be less than or equal to 2099-12-31T23:59:59.999Z',
    ],
  ])('that is %j is told so', (at, type, msg) => {
    const told = { type, msg };
    expect(issuesOf(Visit, { at, until: null })).toMatchObject([{ ...told, loc: ['body', 'at'] }]);
    if (at !== undefined) {
      expect(issuesOf(Visit, { at: '2026-03-01T09:00Z', until: at })).toMatchObject([
        { ...told, loc: ['body', 'until'] },
      ]);
    }
  });
});

test('a good time in the wrong order is no bad time', () => {
  const Stay = z.strictObject({ from: Instant, to: Instant }).refine(({ from, to }) => from < to, {
    path: ['to'],
    error: 'must be after from',
  });
  expect(issuesOf(Stay, { from: '2026-03-02T09:00Z', to: '2026-03-01T09:00Z' })).toMatchObject([
    { type: 'value_error', loc: ['body', 'to'], msg: 'Value error, must be after from' },
  ]);
});

test('what chooses between shapes is told which there are', () => {
  const Area = z.strictObject({
    area: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('circle') }),
      z.strictObject({ kind: z.literal('cells') }),
    ]),
  });
  const told = { loc: ['body', 'area', 'kind'] };
  expect(issuesOf(Area, { area: { kind: 'square' } })).toMatchObject([
    { ...told, type: 'enum', msg: "Input should be 'circle' or 'cells'", input: 'square' },
  ]);
  expect(issuesOf(Area, { area: {} })).toMatchObject([{ ...told, type: 'missing', msg: 'Field required' }]);
});

describe('knownOf', () => {
  test('keeps what the schema knows, at every depth, and judges nothing', () => {
    const schema = jsonSchemaOf(Report, 'input');
    expect(
      knownOf(schema, { title: 5, extra: 1, flag: null, address: { city: 'x', planet: 'Mars' } }),
    ).toEqual({
      title: 5,
      address: { city: 'x' },
    });
    expect(knownOf(schema, { title: null, address: 'x' })).toEqual({ title: null, address: 'x' });
  });

  test('takes own properties only', () => {
    const schema = jsonSchemaOf(z.object({ toString: z.string().optional() }), 'input');
    expect(knownOf(schema, {})).toEqual({});
  });
});
