import * as z from 'zod/mini';
import { costLines } from './cost-line.ts';
import { Id, IdempotencyKey, Version } from './id.ts';
import { Currency } from './money.ts';
import { requestCommand } from './request-moves.ts';
import { paragraph } from './text.ts';
import { Instant } from './time.ts';

/** At most so many lines a quote. */
export const mostQuoteLines = 40;
/** At most so many revisions of one quote, the first among them. */
export const mostRevisions = 10;
/** A quote may be held open for at most so many days. */
export const mostValidDays = 365;
/** At most so many quotes of a request are compared: the cheapest. */
export const mostCompared = 50;

/** What a contractor asks and promises. */
export const quoteContent = {
  lines: costLines(mostQuoteLines),
  currency: Currency,
  /** Until when it can be accepted: in the future, at most a year ahead. UTC. */
  validUntil: Instant,
  /** How many days pass before the work can begin. */
  leadDays: z.int().check(z.gte(0), z.lte(365)),
  /** How many days the work takes. */
  durationDays: z.int().check(z.gte(1), z.lte(365)),
  note: z._default(paragraph(0, 500), ''),
};
export const QuoteContent = z.strictObject(quoteContent);
export type QuoteContent = z.infer<typeof QuoteContent>;

/** `version` is the quote's own, as last seen; a quote that is not there yet has none. */
const quoteCommand = {
  requestId: Id,
  version: z.optional(Version),
  commandKey: z.optional(IdempotencyKey),
};

/** Keeps a draft beside what has been submitted, or replaces it. Only its contractor sees it. */
export const SaveQuote = z.strictObject({ ...quoteCommand, ...quoteContent });
export type SaveQuote = z.infer<typeof SaveQuote>;

/** Shows the homeowner a quote. Sent again it revises: the former revision can no longer be accepted. The draft is used up. */
export const SubmitQuote = z.strictObject({ ...quoteCommand, ...quoteContent });
export type SubmitQuote = z.infer<typeof SubmitQuote>;

/** Takes a submitted quote back. It may be submitted again while the request is open to the contractor. */
export const WithdrawQuote = z.strictObject({ ...quoteCommand, reason: z.optional(paragraph(3, 500)) });
export type WithdrawQuote = z.infer<typeof WithdrawQuote>;

/** Accepts a quote: the request's move `award`. `revision` is the one that the homeowner saw. */
export const AcceptQuote = z.strictObject({
  ...requestCommand,
  quoteId: Id,
  revision: z.int().check(z.gte(1), z.lte(mostRevisions)),
});
export type AcceptQuote = z.infer<typeof AcceptQuote>;

export const GetOwnQuote = z.strictObject({ requestId: Id });
export const CompareQuotes = z.strictObject({ requestId: Id });
export const GetComparedQuote = z.strictObject({ requestId: Id, quoteId: Id });
