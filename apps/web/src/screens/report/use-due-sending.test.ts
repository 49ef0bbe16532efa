import { expect, test } from 'vitest';
import { waitAfter } from './use-due-sending.ts';

test('the first try comes at once, the next ones after ever longer waits', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 60].map((tries) => waitAfter(tries) / 1000)).toEqual([
    0, 10, 20, 40, 80, 120, 120, 120,
  ]);
});
