import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  categoryCollection,
  mongoCategories,
  seedCategories,
} from '../../src/modules/category/category.mongo.ts';
import { defaultCategories } from '../../src/modules/category/default-categories.ts';
import { open } from '../../src/mongo/collection.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { categoriesContract } from './categories.contract.ts';

const noTimer = {
  everyMs: 3_600_000,
  onError: (error: unknown) => {
    throw error;
  },
};

describe('mongoCategories', () => {
  const { db } = useTestDatabase('categories');
  const stored = open(db, categoryCollection);
  const opened: { stop(): void }[] = [];
  const openCategories = () => {
    const categories = mongoCategories(db, noTimer);
    opened.push(categories);
    return categories;
  };

  beforeEach(async () => void (await stored.deleteMany({})));
  afterEach(() => {
    for (const categories of opened.splice(0)) categories.stop();
  });

  categoriesContract(async () => {
    await seedCategories(db);
    const categories = openCategories();
    await categories.reload();
    return categories;
  });

  it('is empty until it has been loaded', () => {
    expect(openCategories().all()).toEqual([]);
  });

  it('is filled once when ten processes start at the same time', async () => {
    await Promise.all(Array.from({ length: 10 }, () => seedCategories(db)));
    expect(await stored.countDocuments()).toBe(defaultCategories.length);
  });

  it('is whole for every process that has finished seeding', async () => {
    const seen = await Promise.all(
      Array.from({ length: 10 }, async () => {
        await seedCategories(db);
        return stored.countDocuments();
      }),
    );
    expect(new Set(seen)).toEqual(new Set([defaultCategories.length]));
  });

  it('leaves a catalogue alone that a city has edited', async () => {
    await seedCategories(db);
    await stored.deleteOne({ _id: 'pest' });
    await stored.updateOne({ _id: 'plumbing' }, { $set: { name: 'Water works' } });
    await seedCategories(db);
    const categories = openCategories();
    await categories.reload();
    expect(categories.byCode('pest')).toBeUndefined();
    expect(categories.byCode('plumbing')?.name).toBe('Water works');
  });
});
