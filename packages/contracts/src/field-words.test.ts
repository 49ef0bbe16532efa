import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { fieldWords } from './field-words.ts';
import { CreateRequest, ListRequests } from './request.ts';
import { Instant } from './time.ts';

const wordsFor = (schema: z.ZodMiniType, input: unknown) =>
  Object.fromEntries(
    (z.safeParse(schema, input, { error: fieldWords }).error?.issues ?? []).map(({ path, message }) => [
      path.join('.'),
      message,
    ]),
  );

test('a form is told what to do, field by field', () => {
  const address = { line1: '', city: 5, postalCode: 'x' };
  expect(wordsFor(CreateRequest, { title: 'ab', category: 'Plumbing!', priority: 'soon', address })).toEqual({
    title: 'Use at least 3 characters',
    description: 'Fill this in',
    category: 'must be a category code',
    priority: 'Choose one of the options',
    'address.line1': 'Fill this in',
    'address.city': 'Send text here',
    'address.postalCode': 'Use at least 2 characters',
  });
});

test.each([
  [{ limit: 0 }, 'Must be at least 1'],
  [{ limit: 1000 }, 'Must be at most 100'],
  [{ limit: 1.5 }, 'Send a whole number here'],
  [{ limit: '5' }, 'Send a number here'],
])('a program is told what to send: %j', (input, message) => {
  expect(wordsFor(ListRequests, input)).toEqual({ limit: message });
});

test('lists are counted', () => {
  const list = z.array(z.string()).check(z.minLength(2), z.maxLength(3));
  expect(wordsFor(list, ['a'])).toEqual({ '': 'Give at least 2' });
  expect(wordsFor(list, ['a', 'b', 'c', 'd'])).toEqual({ '': 'Give at most 3' });
});

test.each([
  [undefined, 'Fill this in'],
  [null, 'Fill this in'],
  ['tomorrow', 'must be a time in UTC, such as 2026-03-01T09:00:00Z'],
  ['2026-02-30T00:00:00Z', 'is on no calendar'],
  ['1999-12-31T00:00:00Z', 'Must be 2000-01-01 or later'],
  ['2100-01-01T00:00:00Z', 'Must be 2099-12-31 or earlier'],
])('a time is asked for: %j', (at, message) => {
  expect(wordsFor(z.strictObject({ at: Instant }), { at })).toEqual({ at: message });
});
