import { expect, test } from 'vitest';
import { type Json, sampleOf, stringPaths, withValueAt } from './json-schema.ts';

const schema: Json = {
  type: 'object',
  required: ['id', 'kind'],
  properties: {
    id: { type: 'string', minLength: 24, maxLength: 24, allOf: [{ pattern: '^[0-9a-f]{24}$' }] },
    kind: { enum: ['flat', 'house'], type: 'string' },
    count: { type: 'integer', minimum: 3 },
    notes: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    address: { $ref: '#/$defs/Address' },
    tags: { type: 'array', items: { type: 'string', maxLength: 2 } },
  },
  $defs: { Address: { type: 'object', required: ['city'], properties: { city: { type: 'string' } } } },
};

test('finds every string, behind references, alternatives and arrays', () => {
  expect(stringPaths(schema)).toEqual([['id'], ['kind'], ['notes'], ['address', 'city'], ['tags', '0']]);
});

test('makes a sample of what is required and of what is asked for', () => {
  const required = { id: 'abcdef0123456789abcdef01', kind: 'flat' };
  expect(sampleOf(schema)).toEqual(required);
  expect(sampleOf(schema, schema, ['address', 'city'])).toEqual({
    ...required,
    address: { city: 'Something is broken' },
  });
  expect(sampleOf(schema, schema, ['tags', '0'])).toEqual({ ...required, tags: ['US'] });
});

test('takes, of several forms, one that JSON has', () => {
  // A Date has no form in JSON, the text beside it has.
  const time: Json = { anyOf: [{}, { type: 'string', format: 'date-time' }] };
  expect(sampleOf({ type: 'object', required: ['at'], properties: { at: time } })).toEqual({
    at: '2027-01-01T00:00:00.000Z',
  });
});

test('puts a value where it is asked to, and changes nothing else', () => {
  const input = { a: { b: 1, c: 2 } };
  expect(withValueAt(input, ['a', 'b'], { $ne: null })).toEqual({ a: { b: { $ne: null }, c: 2 } });
  expect(withValueAt(input, ['x', '0'], 'y')).toEqual({ ...input, x: ['y'] });
  expect(input).toEqual({ a: { b: 1, c: 2 } });
});
