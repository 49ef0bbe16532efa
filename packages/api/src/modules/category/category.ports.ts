import type { Category } from '@pmp/contracts/category';

/** The catalogue of categories, held in memory. */
export interface Categories {
  all(): readonly Category[];
  byCode(code: string): Category | undefined;
}
