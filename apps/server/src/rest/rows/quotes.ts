import { AcceptQuote, SaveQuote, SubmitQuote, WithdrawQuote } from '@pmp/contracts/quote';
import { ComparedQuote, OwnQuote, QuoteComparison } from '@pmp/contracts/quote-view';
import { type Operation, operation } from '../operation.ts';
import { command, list, read } from '../operation-makers.ts';
import * as sample from '../samples/money.ts';
import { ListQuery } from '../walk-pages.ts';
import { requestReply, toOut } from './maintenance-request-out.ts';

const own = '/contractor/quotes';
const ofRequest = '/homeowner/requests/{requestId}/quotes';
const ownReply = { schema: OwnQuote, name: 'OwnQuoteOut', example: sample.ownQuote };

/** What contractors ask, and how homeowners choose. */
export const quoteOperations: readonly Operation[] = [
  operation({
    ...list(own),
    name: 'list_own_quotes',
    summary: 'List your quotes',
    tag: 'contractor',
    procedure: 'contractor.quotes.list',
    query: ListQuery,
    reply: { ...ownReply, list: true },
    refusals: [],
  }),
  operation({
    ...read,
    path: `${own}/{requestId}`,
    name: 'get_own_quote',
    summary: 'Read your quote for a request',
    tag: 'contractor',
    procedure: 'contractor.quotes.get',
    reply: ownReply,
  }),
  operation({
    ...command,
    path: `${own}/{requestId}/draft`,
    name: 'save_quote',
    summary: 'Keep a draft, which only you see',
    tag: 'contractor',
    procedure: 'contractor.quotes.save',
    body: { schema: SaveQuote, name: 'QuoteDraft', example: sample.quoteContent },
    reply: ownReply,
  }),
  operation({
    ...command,
    path: `${own}/{requestId}/submit`,
    name: 'submit_quote',
    summary: 'Show the homeowner your quote, or a new revision of it',
    tag: 'contractor',
    procedure: 'contractor.quotes.submit',
    body: { schema: SubmitQuote, name: 'QuoteSubmission', example: sample.quoteContent },
    reply: ownReply,
  }),
  operation({
    ...command,
    path: `${own}/{requestId}/withdraw`,
    name: 'withdraw_quote',
    summary: 'Take your quote back',
    tag: 'contractor',
    procedure: 'contractor.quotes.withdraw',
    body: { schema: WithdrawQuote, name: 'QuoteWithdrawal', example: sample.quoteWithdrawal },
    reply: ownReply,
  }),
  operation({
    ...read,
    path: ofRequest,
    name: 'compare_quotes',
    summary: 'Compare the quotes for a request, the lowest total first',
    tag: 'homeowner',
    procedure: 'homeowner.quotes.list',
    reply: { schema: QuoteComparison, name: 'QuoteComparisonOut', example: sample.comparison },
  }),
  operation({
    ...read,
    path: `${ofRequest}/{quoteId}`,
    name: 'get_quote',
    summary: 'Read one quote for a request',
    tag: 'homeowner',
    procedure: 'homeowner.quotes.get',
    reply: { schema: ComparedQuote, name: 'ComparedQuoteOut', example: sample.comparedQuote },
  }),
  operation({
    ...command,
    path: '/homeowner/requests/{id}/quotes/{quoteId}/accept',
    name: 'accept_quote',
    summary: 'Accept a quote in the revision that you have seen',
    tag: 'homeowner',
    procedure: 'homeowner.quotes.accept',
    body: { schema: AcceptQuote, name: 'QuoteAcceptance', example: sample.acceptance },
    reply: requestReply,
    toReply: (request) => ({ body: toOut(request) }),
  }),
];
