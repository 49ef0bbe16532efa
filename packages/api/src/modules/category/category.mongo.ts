import type { Category } from '@pmp/contracts/category';
import type { Db } from 'mongodb';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import { type Reloading, reloading } from '../../mongo/reloading.ts';
import type { Categories } from './category.ports.ts';
import { defaultCategories } from './default-categories.ts';

/** Fields that came later: a document without them reads as one that asks for nothing. */
type LaterField = 'licenceRequired' | 'checklist';

/** `_id` is the category's code; `order` its place in the catalogue. */
interface CategoryDoc extends Omit<Category, 'code' | LaterField>, Partial<Pick<Category, LaterField>> {
  _id: string;
  order: number;
}

export const categoryCollection: CollectionSpec<CategoryDoc> = {
  name: 'categories',
  indexes: [],
  shapes: [],
};

const fromDoc = ({ _id, order: _, ...rest }: CategoryDoc): Category => ({
  code: _id,
  licenceRequired: false,
  checklist: [],
  ...rest,
});

/** Adds the default categories that are missing; those that are there are left as they are. */
export const addDefaultCategories = async (db: Db) => {
  const docs = defaultCategories.map(
    ({ code, ...rest }, order): CategoryDoc => ({ _id: code, order, ...rest }),
  );
  await open(db, categoryCollection)
    .insertMany(docs, { ordered: false })
    .catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
};

/** Gives the categories of ours that were stored before what they ask of contractors; what a city has set is left as it is. */
export const addDefaultDemands = async (db: Db) => {
  const categories = open(db, categoryCollection);
  for (const { code, licenceRequired, checklist } of defaultCategories) {
    await categories.updateOne(
      { _id: code, licenceRequired: { $exists: false } },
      { $set: { licenceRequired } },
    );
    await categories.updateOne({ _id: code, checklist: { $exists: false } }, { $set: { checklist } });
  }
};

export const mongoCategories = (
  db: Db,
  options: { everyMs: number; onError: (error: unknown) => void },
): Categories & Pick<Reloading<unknown>, 'reload' | 'stop'> => {
  const load = () =>
    reach(async () => {
      const docs = await open(db, categoryCollection).find().limit(200).toArray();
      const all = docs.toSorted((a, b) => a.order - b.order).map(fromDoc);
      return { all, byCode: new Map(all.map((category) => [category.code, category])) };
    });
  const memory = reloading({ all: [] as Category[], byCode: new Map<string, Category>() }, load, options);
  return {
    all: () => memory.current().all,
    byCode: (code) => memory.current().byCode.get(code),
    reload: memory.reload,
    stop: memory.stop,
  };
};
