import { GetOwnQuote, SaveQuote, SubmitQuote, WithdrawQuote } from '@pmp/contracts/quote';
import { OwnQuote, OwnQuotePage } from '@pmp/contracts/quote-view';
import { ListPage } from '@pmp/contracts/request';
import { contractorProcedure, router } from '../../trpc/init.ts';
import { getOwnQuote, listOwnQuotes } from './list-own-quotes.ts';
import { saveQuote } from './save-quote.ts';
import { submitQuote } from './submit-quote.ts';
import { withdrawQuote } from './withdraw-quote.ts';

export const contractorQuotes = router({
  list: contractorProcedure
    .input(ListPage)
    .output(OwnQuotePage)
    .query(({ ctx, input }) => listOwnQuotes(ctx.deps, ctx.actor, input)),

  get: contractorProcedure
    .input(GetOwnQuote)
    .output(OwnQuote)
    .query(({ ctx, input }) => getOwnQuote(ctx.deps, ctx.actor, input)),

  save: contractorProcedure
    .input(SaveQuote)
    .output(OwnQuote)
    .mutation(({ ctx, input }) => saveQuote(ctx.deps, ctx.actor, input)),

  submit: contractorProcedure
    .input(SubmitQuote)
    .output(OwnQuote)
    .mutation(({ ctx, input }) => submitQuote(ctx.deps, ctx.actor, input)),

  withdraw: contractorProcedure
    .input(WithdrawQuote)
    .output(OwnQuote)
    .mutation(({ ctx, input }) => withdrawQuote(ctx.deps, ctx.actor, input)),
});
