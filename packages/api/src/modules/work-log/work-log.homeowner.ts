import { ListWork, WorkLog } from '@pmp/contracts/work-log';
import { homeownerProcedure, router } from '../../trpc/init.ts';
import { listWork } from './list-work.ts';

export const homeownerWorkLog = router({
  list: homeownerProcedure
    .input(ListWork)
    .output(WorkLog)
    .query(({ ctx, input }) => listWork(ctx.deps, ctx.actor, input)),
});
