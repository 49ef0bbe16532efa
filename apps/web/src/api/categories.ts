import { trpc } from './trpc.ts';

/** The catalogue hardly ever changes, and everybody may read it. */
export const categoriesQuery = trpc.public.categories.list.queryOptions(undefined, {
  staleTime: 60 * 60_000,
});
