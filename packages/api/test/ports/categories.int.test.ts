import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addDefaultCategories,
  addDefaultDemands,
  categoryCollection,
  mongoCategories,
} from '../../src/modules/category/category.mongo.ts';
import { defaultCategories } from '../../src/modules/category/default-categories.ts';
import { open } from '../../src/mongo/collection.ts';
import { runMigrations } from '../../src/mongo/migrations/run-migrations.ts';
import { newRecordId } from '../../src/mongo/object-id.ts';
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
    await addDefaultCategories(db);
    const categories = openCategories();
    await categories.reload();
    return categories;
  });

  it('is empty until it has been loaded', () => {
    expect(openCategories().all()).toEqual([]);
  });

  it('is filled once when ten processes start at the same time', async () => {
    await Promise.all(Array.from({ length: 10 }, () => addDefaultCategories(db)));
    expect(await stored.countDocuments()).toBe(defaultCategories.length);
  });

  it('is whole for every process that has finished seeding', async () => {
    const seen = await Promise.all(
      Array.from({ length: 10 }, async () => {
        await addDefaultCategories(db);
        return stored.countDocuments();
      }),
    );
    expect(new Set(seen)).toEqual(new Set([defaultCategories.length]));
  });

  it('completes what a crash left half-done', async () => {
    await addDefaultCategories(db);
    await stored.deleteMany({ order: { $gt: 3 } });
    await addDefaultCategories(db);
    expect(await stored.countDocuments()).toBe(defaultCategories.length);
  });

  it('leaves a catalogue alone that a city has edited', async () => {
    const migrate = () => runMigrations(db, { userIdOf: () => newRecordId(), now: new Date() });
    await migrate();
    await stored.deleteOne({ _id: 'pest' });
    await stored.updateOne({ _id: 'plumbing' }, { $set: { name: 'Water works' } });
    await migrate();
    const categories = openCategories();
    await categories.reload();
    expect(categories.byCode('pest')).toBeUndefined();
    expect(categories.byCode('plumbing')?.name).toBe('Water works');
  });

  it('gives catalogues that were stored before what they ask of contractors, and keeps what a city has set', async () => {
    await addDefaultCategories(db);
    const before = { licenceRequired: '', checklist: '' } as const;
    await stored.updateMany({}, { $unset: before });
    const checklist = [{ code: 'ours', text: 'As the city says' }];
    await stored.updateOne({ _id: 'heating' }, { $set: { licenceRequired: false, checklist } });
    const own = { name: 'Lifts', group: 'Inside', description: 'Lifts.', emergencyText: null, selfHelp: [] };
    await stored.insertOne({ _id: 'lifts', order: 99, defaultPriority: 'normal', ...own });
    const categories = openCategories();
    await categories.reload();
    expect(categories.byCode('plumbing')).toMatchObject({ licenceRequired: false, checklist: [] });

    await Promise.all([addDefaultDemands(db), addDefaultDemands(db)]);
    await categories.reload();
    for (const { code, licenceRequired, checklist: own } of defaultCategories) {
      if (code === 'heating') continue;
      expect(categories.byCode(code)).toMatchObject({ licenceRequired, checklist: own });
    }
    expect(categories.byCode('heating')).toMatchObject({ licenceRequired: false, checklist });
    expect(categories.byCode('lifts')).toMatchObject({ licenceRequired: false, checklist: [] });
  });
});
