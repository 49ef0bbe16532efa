import { GetInvoice, Invoice, PayInvoice } from '@pmp/contracts/invoice';
import { HomeownerRequest } from '@pmp/contracts/request-view';
import { answer } from '../../trpc/answer.ts';
import { homeownerProcedure, router } from '../../trpc/init.ts';
import { homeownerSees } from '../request/request.view.ts';
import { getInvoice } from './get-invoice.ts';
import { payInvoice } from './settle-invoice.ts';

export const homeownerInvoices = router({
  get: homeownerProcedure
    .input(GetInvoice)
    .output(answer(Invoice))
    .query(({ ctx, input }) => getInvoice(ctx.deps, ctx.actor, input)),

  pay: homeownerProcedure
    .input(PayInvoice)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, payInvoice(ctx.deps, ctx.actor, input))),
});
