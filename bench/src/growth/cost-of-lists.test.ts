import { expect, it } from 'vitest';
import { growing } from './cost-of-lists.ts';

it('growing names the lists that cost too many times as much, and no others', () => {
  const least = { list: 100, queue: 100, board: 200 };
  expect(growing(least, { list: 110, queue: 1300, board: 800 }, 4)).toEqual(['queue takes 13 times as long']);
  expect(growing(least, least, 4)).toEqual([]);
});
