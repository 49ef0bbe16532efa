import { ListWork, WorkLog } from '@pmp/contracts/work-log';
import { answer } from '../../trpc/answer.ts';
import { homeownerProcedure, router } from '../../trpc/init.ts';
import { listWork } from './list-work.ts';

export const homeownerWorkLog = router({
  list: homeownerProcedure
    .input(ListWork)
    .output(answer(WorkLog))
    .query(({ ctx, input }) => listWork(ctx.deps, ctx.actor, input)),
});
