import type { PageRequest } from '../../src/kernel/page.ts';

/** What an adapter reads for a page: in order of `sortKey`, past the cursor, one more than the limit. */
export const pageOf = <Item extends { sortKey: string }>(
  items: readonly Item[],
  { limit, cursor, direction }: PageRequest,
): Item[] => {
  const forward = direction !== 'backward';
  const isPast = ({ sortKey }: Item) => !cursor || (forward ? sortKey < cursor : sortKey > cursor);
  const order = forward ? -1 : 1;
  return items
    .filter(isPast)
    .toSorted((a, b) => (a.sortKey < b.sortKey ? -order : order))
    .slice(0, limit + 1);
};
