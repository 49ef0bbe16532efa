import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/mongo/test-database.ts';
import { type CollectionSpec, ensureIndexes } from './collection.ts';
import { collections } from './registry.ts';

describe('ensureIndexes', () => {
  const { db } = useTestDatabase('indexes');

  it('has created every index as it is declared', async () => {
    for (const { name, indexes } of collections) {
      if (indexes.length === 0) continue;
      const found = await db.collection(name).indexes();
      const byName = new Map(found.map((index) => [index.name, index]));
      expect([...byName.keys()].toSorted()).toEqual(
        ['_id_', ...indexes.map((index) => index.name)].toSorted(),
      );
      for (const index of indexes) {
        const there = byName.get(index.name);
        expect(there?.key).toEqual(index.key);
        expect(Object.keys(there?.key ?? {})).toEqual(Object.keys(index.key));
        expect(there?.unique ?? false).toBe(index.unique ?? false);
        expect(there?.['partialFilterExpression']).toEqual(index.partial);
      }
    }
  });

  it('may be repeated, by several processes at once', async () => {
    await expect(Promise.all([1, 2, 3, 4].map(() => ensureIndexes(db, collections)))).resolves.toBeDefined();
  });

  it('fails loudly when an index cannot be built', async () => {
    const spec: CollectionSpec = {
      name: 'twice',
      indexes: [{ name: 'code', key: { code: 1 }, unique: true }],
      shapes: [],
    };
    await db.collection('twice').insertMany([{ code: 'same' }, { code: 'same' }]);
    await expect(ensureIndexes(db, [spec])).rejects.toThrow(/duplicate|E11000/i);
  });
});
