import * as z from 'zod/mini';
import { Rating } from './contractor.ts';
import { CostTotals, StoredCostLine } from './cost-line.ts';
import { Id, Version } from './id.ts';
import { Money } from './money.ts';
import { page } from './page.ts';

/** The states that a quote is stored in. */
export const storedQuoteStates = ['draft', 'submitted', 'withdrawn', 'accepted'] as const;
export type StoredQuoteState = (typeof storedQuoteStates)[number];

/**
 * The states that a quote is shown in. Some follow from what became of the request: `declined` (it is not open to this contractor any
 * more), `expired` (its time passed), `released` (it was accepted, and the job was given up or taken away), `superseded` (the request was
 * closed or taken back after it, could be changed, and was opened to quotes anew: the contractor may quote again). An older revision is
 * `superseded` too.
 */
export const QuoteState = z.enum([...storedQuoteStates, 'declined', 'expired', 'released', 'superseded']);
export type QuoteState = z.infer<typeof QuoteState>;

export const quoteEventTypes = [
  'quote_submitted',
  'quote_revised',
  'quote_withdrawn',
  'quote_accepted',
] as const;
export type QuoteEventType = (typeof quoteEventTypes)[number];

/** What an event of a quote tells besides who, when and why. */
export interface QuoteFacts {
  revision?: number;
  amount?: Money;
}

const shownContent = {
  lines: z.array(StoredCostLine),
  /** In minor units of `currency`. */
  totals: CostTotals,
  currency: z.string(),
  validUntil: z.date(),
  leadDays: z.int(),
  durationDays: z.int(),
  note: z.string(),
};
export const ShownContent = z.strictObject(shownContent);
export type ShownContent = z.infer<typeof ShownContent>;

/** How a request stands, as far as somebody who quoted may know: open to them, theirs, or neither. */
export const requestStandings = ['open', 'yours', 'closed'] as const;

/** A quote as the contractor whose it is sees it. */
export const OwnQuote = z.strictObject({
  id: Id,
  requestId: Id,
  /** `title` and `category` as they are while the request is `open` or `yours`; once `closed`, as they were when the quote was last written. */
  request: z.strictObject({
    number: z.string(),
    title: z.string(),
    category: z.string(),
    status: z.enum(requestStandings),
  }),
  state: QuoteState,
  /** Counts the writes to the quote. */
  version: Version,
  /** What the homeowner sees; null until it is submitted. */
  current: z.nullable(z.strictObject({ revision: z.int(), submittedAt: z.date(), ...shownContent })),
  draft: z.nullable(ShownContent),
  /** Every revision, oldest first. */
  revisions: z.array(
    z.strictObject({ revision: z.int(), submittedAt: z.date(), total: Money, state: QuoteState }),
  ),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type OwnQuote = z.infer<typeof OwnQuote>;

/** The contractor's own quotes, newest first. */
export const OwnQuotePage = page(OwnQuote);

/** A quote as the homeowner whose request it is sees it: always its current revision, nothing of drafts. */
export const ComparedQuote = z.strictObject({
  id: Id,
  contractorId: Id,
  /** Null for a contractor who has not made a profile. */
  contractor: z.nullable(
    z.strictObject({
      displayName: z.string(),
      rating: Rating,
      /**
       * Whether they had a licence for the request's category when they submitted this revision, and it is valid still: what accepting
       * asks where the category wants one. Who has renewed it since renews the quote.
       */
      licenceValid: z.boolean(),
      insured: z.boolean(),
    }),
  ),
  revision: z.int(),
  ...shownContent,
  /** True once `validUntil` has passed, also of one that was accepted before. */
  expired: z.boolean(),
  /** False when the request's spend cap is in another currency or lower; true where there is none. */
  withinCap: z.boolean(),
  state: QuoteState,
});
export type ComparedQuote = z.infer<typeof ComparedQuote>;

/** Quotes side by side: those that can be accepted first, and of each kind the lowest total first. */
export const QuoteComparison = z.strictObject({
  quotes: z.array(ComparedQuote),
  /**
   * Of those that can be accepted (submitted, within the cap, with a licence where one is asked for), the one with the lowest total; null without any, or
   * where their currencies differ.
   */
  cheapestId: z.nullable(Id),
  /** Of those that can be accepted, the one whose work is done in the fewest days from now; the cheaper of two that are. */
  fastestId: z.nullable(Id),
});
export type QuoteComparison = z.infer<typeof QuoteComparison>;
