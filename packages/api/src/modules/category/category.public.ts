import { CategoryList } from '@pmp/contracts/category';
import { publicProcedure, router } from '../../trpc/init.ts';
import { listCategories } from './list-categories.ts';

export const publicCategories = router({
  list: publicProcedure.output(CategoryList).query(({ ctx }) => listCategories(ctx.deps)),
});
