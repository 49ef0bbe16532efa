import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/mongo/test-database.ts';
import { type CollectionSpec, ensureCollections } from './collection.ts';
import { collections } from './registry.ts';

describe('ensureCollections', () => {
  const { client, db } = useTestDatabase('indexes');

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

  it('leaves no collection to be created by a transaction, which would shut everybody else out', async () => {
    // What an index refuses twice would be refused here too.
    const names = collections.filter(({ indexes }) => indexes.length === 0).map(({ name }) => name);
    const add = (name: string, doc: { _id: string }, options = {}) =>
      db.collection<{ _id: string }>(name).insertOne(doc, options);
    const session = client.startSession();
    session.startTransaction();
    for (const name of names) await add(name, { _id: 'first' }, { session });
    const others = client.startSession();
    const shut: string[] = [];
    for (const name of names) {
      others.startTransaction();
      await add(name, { _id: 'second' }, { session: others }).catch(() => shut.push(name));
      await others.abortTransaction();
    }
    await session.abortTransaction();
    await Promise.all([session.endSession(), others.endSession()]);
    expect(shut).toEqual([]);
  });

  it('may be repeated, by several processes at once', async () => {
    await expect(
      Promise.all([1, 2, 3, 4].map(() => ensureCollections(db, collections))),
    ).resolves.toBeDefined();
  });

  it('may be begun by several processes at once', async () => {
    const specs: CollectionSpec[] = [
      { name: 'bare', indexes: [], shapes: [] },
      { name: 'indexed', indexes: [{ name: 'code', key: { code: 1 } }], shapes: [] },
    ];
    await Promise.all([1, 2, 3, 4].map(() => ensureCollections(db, specs)));
    const found = await db.listCollections({}, { nameOnly: true }).toArray();
    expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(['bare', 'indexed']));
  });

  it('fails loudly when an index cannot be built', async () => {
    const spec: CollectionSpec = {
      name: 'twice',
      indexes: [{ name: 'code', key: { code: 1 }, unique: true }],
      shapes: [],
    };
    await db.collection('twice').insertMany([{ code: 'same' }, { code: 'same' }]);
    await expect(ensureCollections(db, [spec])).rejects.toThrow(/duplicate|E11000/i);
  });
});
