import { useQuery } from '@tanstack/react-query';
import { trpc } from './trpc.ts';

/** The catalogue hardly ever changes, and everybody may read it. */
export const categoriesQuery = trpc.public.categories.list.queryOptions(undefined, {
  staleTime: 60 * 60_000,
});

/** A category's name: empty while it is on its way, and the bare code when the catalogue no longer has it. */
export const useCategoryName = (): ((code: string) => string) => {
  const { data, isPending } = useQuery(categoriesQuery);
  return (code) => data?.find((category) => category.code === code)?.name ?? (isPending ? '' : code);
};
