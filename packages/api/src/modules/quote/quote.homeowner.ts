import { AcceptQuote, CompareQuotes, GetComparedQuote } from '@pmp/contracts/quote';
import { ComparedQuote, QuoteComparison } from '@pmp/contracts/quote-view';
import { HomeownerRequest } from '@pmp/contracts/request-view';
import { answer } from '../../trpc/answer.ts';
import { homeownerProcedure, router } from '../../trpc/init.ts';
import { homeownerSees } from '../request/request.view.ts';
import { acceptQuote } from './accept-quote.ts';
import { compareQuotes, getComparedQuote } from './compare-quotes.ts';

export const homeownerQuotes = router({
  list: homeownerProcedure
    .input(CompareQuotes)
    .output(answer(QuoteComparison))
    .query(({ ctx, input }) => compareQuotes(ctx.deps, ctx.actor, input)),

  get: homeownerProcedure
    .input(GetComparedQuote)
    .output(answer(ComparedQuote))
    .query(({ ctx, input }) => getComparedQuote(ctx.deps, ctx.actor, input)),

  accept: homeownerProcedure
    .input(AcceptQuote)
    .output(answer(HomeownerRequest))
    .mutation(({ ctx, input }) => homeownerSees(ctx.deps, acceptQuote(ctx.deps, ctx.actor, input))),
});
