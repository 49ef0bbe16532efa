import { describe, expect, it } from 'vitest';
import { toPage } from './page.ts';

const found = (...keys: string[]) => keys.map((sortKey) => ({ sortKey }));
const key = ({ sortKey }: { sortKey: string }) => sortKey;

describe('toPage', () => {
  it('leaves out the one too many and continues after the last', () => {
    expect(toPage({ limit: 2 }, found('c', 'b', 'a'), key)).toEqual({ items: ['c', 'b'], nextCursor: 'b' });
  });

  it('ends when there is not one too many', () => {
    expect(toPage({ limit: 2 }, found('b', 'a'), key)).toEqual({ items: ['b', 'a'], nextCursor: null });
    expect(toPage({ limit: 2 }, [], key)).toEqual({ items: [], nextCursor: null });
  });

  it('reads newest first backward too, and continues towards the newer', () => {
    const page = toPage({ limit: 2, direction: 'backward' }, found('a', 'b', 'c'), key);
    expect(page).toEqual({ items: ['b', 'a'], nextCursor: 'b' });
  });
});
