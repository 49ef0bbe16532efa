import type { Categories } from '../../src/modules/category/category.ports.ts';
import { defaultCategories } from '../../src/modules/category/default-categories.ts';

export const fakeCategories = (all = defaultCategories): Categories => ({
  all: () => all,
  byCode: (code) => all.find((category) => category.code === code),
});
