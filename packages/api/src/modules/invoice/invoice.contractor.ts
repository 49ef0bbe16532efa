import { CancelInvoice, GetInvoice, Invoice, PublishInvoice, SaveInvoice } from '@pmp/contracts/invoice';
import { ContractorJob } from '@pmp/contracts/request-view';
import { answer } from '../../trpc/answer.ts';
import { contractorProcedure, router } from '../../trpc/init.ts';
import { contractorSees } from '../request/request.view.ts';
import { getOwnInvoice } from './get-invoice.ts';
import { publishInvoice } from './publish-invoice.ts';
import { saveInvoice } from './save-invoice.ts';
import { cancelInvoice } from './settle-invoice.ts';

export const contractorInvoices = router({
  get: contractorProcedure
    .input(GetInvoice)
    .output(answer(Invoice))
    .query(({ ctx, input }) => getOwnInvoice(ctx.deps, ctx.actor, input)),

  save: contractorProcedure
    .input(SaveInvoice)
    .output(answer(Invoice))
    .mutation(({ ctx, input }) => saveInvoice(ctx.deps, ctx.actor, input)),

  publish: contractorProcedure
    .input(PublishInvoice)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, publishInvoice(ctx.deps, ctx.actor, input))),

  cancel: contractorProcedure
    .input(CancelInvoice)
    .output(answer(ContractorJob))
    .mutation(({ ctx, input }) => contractorSees(ctx.deps, cancelInvoice(ctx.deps, ctx.actor, input))),
});
