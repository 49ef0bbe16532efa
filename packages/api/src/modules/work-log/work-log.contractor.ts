import { CreateWorkEntry, ListWork, RemoveWorkEntry, WorkEntry, WorkLog } from '@pmp/contracts/work-log';
import { answer } from '../../trpc/answer.ts';
import { contractorProcedure, router } from '../../trpc/init.ts';
import { createWorkEntry } from './create-work-entry.ts';
import { listWork } from './list-work.ts';
import { removeWorkEntry } from './remove-work-entry.ts';

export const contractorWorkLog = router({
  list: contractorProcedure
    .input(ListWork)
    .output(answer(WorkLog))
    .query(({ ctx, input }) => listWork(ctx.deps, ctx.actor, input)),

  create: contractorProcedure
    .input(CreateWorkEntry)
    .output(answer(WorkEntry))
    .mutation(({ ctx, input }) => createWorkEntry(ctx.deps, ctx.actor, input)),

  remove: contractorProcedure
    .input(RemoveWorkEntry)
    .output(answer(WorkEntry))
    .mutation(({ ctx, input }) => removeWorkEntry(ctx.deps, ctx.actor, input)),
});
