import { addDefaultDemands } from '../../modules/category/category.mongo.ts';
import type { Migration } from './migration.ts';

/** Licences and checklists came after the first catalogues. Only what is absent is filled in. */
export const categoryDemands: Migration = { name: '0003-category-demands', run: addDefaultDemands };
