import type { Page } from '@pmp/contracts/page';

/** A page to read. Adapters read one item more than `limit`, which tells whether there is another page. */
export interface PageRequest {
  limit: number;
  cursor?: string | null | undefined;
  direction?: 'forward' | 'backward' | undefined;
}

/** Builds a page from the `limit + 1` items that an adapter read in the asked direction; always newest first. */
export const toPage = <Item extends { sortKey: string }, View>(
  { limit, direction }: PageRequest,
  found: readonly Item[],
  view: (item: Item) => View,
): Page<View> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = found.length > limit && last !== undefined ? last.sortKey : null;
  if (direction === 'backward') items.reverse();
  return { items: items.map(view), nextCursor };
};
