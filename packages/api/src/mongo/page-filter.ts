import type { PageRequest } from '../kernel/page.ts';

/** The range, order and limit that read one page (and one item more) of a list sorted by `sk`. */
export const pageFilter = ({ limit, cursor, direction }: PageRequest) => {
  const backward = direction === 'backward';
  const range = cursor ? { sk: backward ? { $gt: cursor } : { $lt: cursor } } : {};
  return { range, sort: { sk: backward ? 1 : -1 } as const, limit: limit + 1 };
};
