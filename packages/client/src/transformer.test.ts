import superjson from 'superjson';
import { expect, test } from 'vitest';
import { transformer } from './transformer.ts';

test('an input that holds one object twice is written out, without a note that the server would refuse', () => {
  const at = new Date(0);
  const place = { lat: 1, at };
  const input = { from: place, to: place, at, nothing: undefined };
  const wire = transformer.input.serialize(input);
  expect(wire.meta).toEqual({
    values: { at: ['Date'], 'from.at': ['Date'], 'to.at': ['Date'], nothing: ['undefined'] },
    v: 1,
  });
  expect(superjson.parse(JSON.stringify(wire))).toEqual(input);
});

test('an input without Dates carries no annotations', () => {
  expect(transformer.input.serialize({ limit: 3 })).toEqual({ json: { limit: 3 } });
});
