import type { Category } from '@pmp/contracts/category';
import type { Categories } from './category.ports.ts';

export const listCategories = (deps: { categories: Categories }): Category[] => [...deps.categories.all()];
