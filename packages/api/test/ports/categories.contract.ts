import { Category } from '@pmp/contracts/category';
import { expect, it } from 'vitest';
import type { Categories } from '../../src/modules/category/category.ports.ts';
import { defaultCategories } from '../../src/modules/category/default-categories.ts';

/** What every implementation of `Categories` must do with the default catalogue. */
export const categoriesContract = (open: () => Promise<Categories>) => {
  it('answers the whole catalogue in its order', async () => {
    expect((await open()).all()).toStrictEqual(defaultCategories);
  });

  it('answers what the contract promises', async () => {
    for (const category of (await open()).all()) expect(Category.safeParse(category).success).toBe(true);
  });

  it('finds by code, exactly', async () => {
    const categories = await open();
    for (const category of defaultCategories)
      expect(categories.byCode(category.code)).toStrictEqual(category);
    expect(categories.byCode('Plumbing')).toBeUndefined();
    expect(categories.byCode('__proto__')).toBeUndefined();
    expect(categories.byCode('')).toBeUndefined();
  });
};
