import { GetOwnQuote, SaveQuote, SubmitQuote, WithdrawQuote } from '@pmp/contracts/quote';
import { OwnQuote, OwnQuotePage } from '@pmp/contracts/quote-view';
import { ListPage } from '@pmp/contracts/request';
import { answer } from '../../trpc/answer.ts';
import { contractorProcedure, router } from '../../trpc/init.ts';
import { getOwnQuote, listOwnQuotes } from './list-own-quotes.ts';
import { saveQuote } from './save-quote.ts';
import { submitQuote } from './submit-quote.ts';
import { withdrawQuote } from './withdraw-quote.ts';

export const contractorQuotes = router({
  list: contractorProcedure
    .input(ListPage)
    .output(answer(OwnQuotePage))
    .query(({ ctx, input }) => listOwnQuotes(ctx.deps, ctx.actor, input)),

  get: contractorProcedure
    .input(GetOwnQuote)
    .output(answer(OwnQuote))
    .query(({ ctx, input }) => getOwnQuote(ctx.deps, ctx.actor, input)),

  save: contractorProcedure
    .input(SaveQuote)
    .output(answer(OwnQuote))
    .mutation(({ ctx, input }) => saveQuote(ctx.deps, ctx.actor, input)),

  submit: contractorProcedure
    .input(SubmitQuote)
    .output(answer(OwnQuote))
    .mutation(({ ctx, input }) => submitQuote(ctx.deps, ctx.actor, input)),

  withdraw: contractorProcedure
    .input(WithdrawQuote)
    .output(answer(OwnQuote))
    .mutation(({ ctx, input }) => withdrawQuote(ctx.deps, ctx.actor, input)),
});
