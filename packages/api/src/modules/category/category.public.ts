import { CategoryList } from '@pmp/contracts/category';
import { answer } from '../../trpc/answer.ts';
import { publicProcedure, router } from '../../trpc/init.ts';
import { listCategories } from './list-categories.ts';

export const publicCategories = router({
  list: publicProcedure.output(answer(CategoryList)).query(({ ctx }) => listCategories(ctx.deps)),
});
