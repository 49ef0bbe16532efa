import { expect, test } from 'vitest';
import { days } from './words.ts';

test('one day is no days', () => {
  expect([0, 1, 2].map(days)).toEqual(['0 days', '1 day', '2 days']);
});
