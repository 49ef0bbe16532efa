import { describe, expect, it } from 'vitest';
import type { Index, QueryShape } from '../../src/mongo/collection.ts';
import { collections } from '../../src/mongo/registry.ts';
import { shapeFaults } from './shape-faults.ts';

describe('query shapes', () => {
  it.each(collections.map((spec) => [spec.name, spec] as const))('%s: each has its index', (_, spec) => {
    expect(shapeFaults(spec)).toEqual([]);
  });

  it('belong to collections with names of their own, and so do indexes', () => {
    const names = collections.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(5);
    for (const { indexes, shapes } of collections) {
      expect(new Set(indexes.map(({ name }) => name)).size).toBe(indexes.length);
      expect(new Set(shapes.map(({ name }) => name)).size).toBe(shapes.length);
    }
  });
});

describe('shapeFaults', () => {
  const newest: Index = { name: 'newest', key: { owner: 1, status: 1, sk: -1 } };
  const faultsOf = (shape: Omit<QueryShape, 'name'>, ...indexes: Index[]) =>
    shapeFaults({ name: 'things', indexes, shapes: [{ name: 'q', ...shape }] });

  it('accepts equalities in any order, then one more field', () => {
    expect(faultsOf({ equal: ['status', 'owner'], then: 'sk', index: 'newest' }, newest)).toEqual([]);
    expect(faultsOf({ equal: ['owner'], index: 'newest' }, newest)).toEqual([]);
    expect(faultsOf({ equal: ['_id', 'owner'], index: '_id_' })).toEqual([]);
  });

  it.each<[string, Omit<QueryShape, 'name'>, Index[]]>([
    ['an index that is not there', { equal: ['owner'], index: 'gone' }, []],
    ['a gap in the equalities', { equal: ['status'], index: 'newest' }, [newest]],
    ['a sort that skips a field', { equal: ['owner'], then: 'sk', index: 'newest' }, [newest]],
    ['a field that is not in the index', { equal: ['owner', 'colour'], index: 'newest' }, [newest]],
    [
      'a sort past the end of the index',
      { equal: ['owner', 'status', 'sk'], then: 'at', index: 'newest' },
      [newest],
    ],
    ['a scan', { equal: [], index: 'newest' }, [newest]],
    ['a lookup by id without the id', { equal: ['owner'], index: '_id_' }, []],
    [
      'a partial index that the query does not imply',
      { equal: ['owner'], index: 'keyed' },
      [{ name: 'keyed', key: { owner: 1, key: 1 }, unique: true, partial: { key: { $exists: true } } }],
    ],
    ['an index that nobody uses', { equal: ['_id'], index: '_id_' }, [newest]],
  ])('refuses %s', (_, shape, indexes) => {
    expect(faultsOf(shape, ...indexes)).toHaveLength(1);
  });
});
