import { addDefaultCategories } from '../../modules/category/category.mongo.ts';
import type { Migration } from './migration.ts';

/** What a new installation starts with. Done once: a category that a city removes does not come back. */
export const defaultCatalogue: Migration = { name: '0002-default-categories', run: addDefaultCategories };
