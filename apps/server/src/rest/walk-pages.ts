import { Cursor, maxPageSize, type Page } from '@pmp/contracts/page';
import { z } from 'zod';

const mostItems = 1000;

/** What every list takes in its query. */
export const ListQuery = z.object({
  limit: z.int().min(1).max(mostItems).optional(),
  cursor: z.optional(Cursor),
});

interface Asked {
  limit?: unknown;
  cursor?: unknown;
}

/** Reads up to `limit` items as pages of the procedure, which bounds each. Without a limit: all, up to a thousand. */
export const walkPages = async <Item>(
  call: (input: unknown) => Promise<Page<Item>>,
  { limit, cursor, ...filter }: Asked,
): Promise<Page<Item>> => {
  const wanted = typeof limit === 'number' ? limit : mostItems;
  const items: Item[] = [];
  let next: unknown = cursor;
  for (;;) {
    const page = await call({
      ...filter,
      limit: Math.min(maxPageSize, wanted - items.length),
      ...(next !== undefined && { cursor: next }),
    });
    items.push(...page.items);
    const { nextCursor } = page;
    if (nextCursor === null || page.items.length === 0 || items.length >= wanted)
      return { items, nextCursor };
    next = nextCursor;
  }
};

/** The next page of a list, relative: the caller's own Host header never feeds a URL of ours. */
export const nextLink = (path: string, query: Asked, nextCursor: Cursor | null): Record<string, string> => {
  if (nextCursor === null) return {};
  const kept = Object.entries({ ...query, cursor: nextCursor }).filter(([, value]) => value !== undefined);
  const parameters = new URLSearchParams(
    kept.map(([name, value]): [string, string] => [
      name,
      value instanceof Date ? value.toISOString() : String(value),
    ]),
  );
  return { link: `<${path}?${parameters.toString()}>; rel="next"` };
};
