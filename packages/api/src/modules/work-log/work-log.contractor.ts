import { CreateWorkEntry, ListWork, RemoveWorkEntry, WorkEntry, WorkLog } from '@pmp/contracts/work-log';
import { contractorProcedure, router } from '../../trpc/init.ts';
import { createWorkEntry } from './create-work-entry.ts';
import { listWork } from './list-work.ts';
import { removeWorkEntry } from './remove-work-entry.ts';

export const contractorWorkLog = router({
  list: contractorProcedure
    .input(ListWork)
    .output(WorkLog)
    .query(({ ctx, input }) => listWork(ctx.deps, ctx.actor, input)),

  create: contractorProcedure
    .input(CreateWorkEntry)
    .output(WorkEntry)
    .mutation(({ ctx, input }) => createWorkEntry(ctx.deps, ctx.actor, input)),

  remove: contractorProcedure
    .input(RemoveWorkEntry)
    .output(WorkEntry)
    .mutation(({ ctx, input }) => removeWorkEntry(ctx.deps, ctx.actor, input)),
});
