import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { badField } from '../../kernel/app-error.ts';

export const requireCategory = ({ categories }: Pick<Deps, 'categories'>, code: string) => {
  if (!categories.byCode(code)) throw badField('category', 'is not a category here');
};

/** A property of another and one that is missing get the same answer. */
export const requireProperty = async (
  { properties }: Pick<Deps, 'properties'>,
  actor: Homeowner,
  id: string,
) => {
  if (!(await properties.owned(id, actor.id))) throw badField('propertyId', 'is not one of your properties');
};
