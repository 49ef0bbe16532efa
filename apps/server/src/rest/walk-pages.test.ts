import type { Page } from '@pmp/contracts/page';
import { describe, expect, test } from 'vitest';
import { nextLink, walkPages } from './walk-pages.ts';

/** A list of `total` numbers behind a procedure that gives at most a hundred at once. */
const listOf = (total: number) => {
  const asked: unknown[] = [];
  const call = async (input: unknown): Promise<Page<number>> => {
    asked.push(input);
    const { limit, cursor = '0' } = input as { limit: number; cursor?: string };
    expect(limit).toBeGreaterThan(0);
    expect(limit).toBeLessThanOrEqual(100);
    const from = Number(cursor);
    const to = Math.min(total, from + limit);
    const items = Array.from({ length: to - from }, (_, index) => from + index);
    return { items, nextCursor: to < total ? String(to) : null };
  };
  return { call, asked };
};

describe('walkPages', () => {
  test.each([
    [0, {}, 0, null],
    [99, {}, 99, null],
    [250, {}, 250, null],
    [1000, {}, 1000, null],
    [1001, {}, 1000, '1000'],
    [250, { limit: 120 }, 120, '120'],
    [250, { limit: 120, cursor: '200' }, 50, null],
    [5000, { limit: 1000, cursor: '1000' }, 1000, '2000'],
  ])('of %i with %j', async (total, query, count, nextCursor) => {
    const { call } = listOf(total);
    const page = await walkPages(call, query);
    expect(page.items).toHaveLength(count);
    expect(new Set(page.items).size).toBe(count);
    expect(page.nextCursor).toBe(nextCursor);
  });

  test('hands the filter to every page and ends on an empty one', async () => {
    const { call, asked } = listOf(150);
    await walkPages(call, { status: 'submitted' } as object);
    expect(asked).toEqual([
      { status: 'submitted', limit: 100 },
      { status: 'submitted', limit: 100, cursor: '100' },
    ]);
    const stuck = await walkPages(async () => ({ items: [], nextCursor: 'x' }), {});
    expect(stuck.items).toEqual([]);
  });
});

test('nextLink keeps the query and is relative', () => {
  expect(nextLink('/a', { limit: 2, status: 'x y' } as object, 'c')).toEqual({
    link: '</a?limit=2&status=x+y&cursor=c>; rel="next"',
  });
  const from = new Date('2026-03-01T09:00:00Z');
  expect(nextLink('/a', { from } as object, 'c')).toEqual({
    link: '</a?from=2026-03-01T09%3A00%3A00.000Z&cursor=c>; rel="next"',
  });
  expect(nextLink('/a', { limit: 2 }, null)).toEqual({});
});
