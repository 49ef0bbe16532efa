import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { fieldWords } from './field-words.ts';
import { CreateRequest, ListRequests } from './request.ts';

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
