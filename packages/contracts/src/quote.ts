import * as z from 'zod/mini';
import { Id, IdempotencyKey, Version } from './id.ts';
import { Currency, mostMinor } from './money.ts';
import { requestCommand } from './request-moves.ts';
import { line, paragraph } from './text.ts';
import { Instant } from './time.ts';

/** At most so many revisions of one quote, the first among them. */
export const mostRevisions = 10;
/** A quote may be held open for at most so many days. */
export const mostValidDays = 365;
/** At most so many quotes of a request are compared: the cheapest. */
export const mostCompared = 50;

export const quoteLineKinds = ['labour', 'material', 'fee', 'tax'] as const;
export const QuoteLineKind = z.enum(quoteLineKinds);
export type QuoteLineKind = z.infer<typeof QuoteLineKind>;

const thousandthsOf = (quantity: number) => Math.round(quantity * 1000);

// Division rounds to the nearest double, and so does whoever reads decimal digits: equal only when there were at most three.
const hasThreeDecimals = z.refine<number>(
  (quantity) => thousandthsOf(quantity) / 1000 === quantity,
  'may have three decimals at most',
);

/** One line of a quote. `unitPrice` is in minor units of the quote's currency, for one `unit` ("h", "m²", "piece"). */
export const QuoteLine = z.strictObject({
  kind: QuoteLineKind,
  text: line(1, 120),
  quantity: z.number().check(z.gt(0), z.lte(100_000), hasThreeDecimals),
  unit: line(1, 16),
  unitPrice: z.int().check(z.gte(0), z.lte(10_000_000_000)),
});
export type QuoteLine = z.infer<typeof QuoteLine>;

/**
 * What a line comes to, in minor units: quantity times unit price, rounded to the nearest, a half up. Exact, since only integers below
 * 2^53 are multiplied: the quantity counts in thousandths (at most 10^8), and the price is taken apart into thousands (at most 10^7)
 * and a rest (at most 999), so that no product exceeds 10^15.
 */
export const lineTotal = ({ quantity, unitPrice }: Pick<QuoteLine, 'quantity' | 'unitPrice'>): number => {
  const thousandths = thousandthsOf(quantity);
  const rest = unitPrice % 1000;
  return thousandths * ((unitPrice - rest) / 1000) + Math.floor((thousandths * rest + 500) / 1000);
};

/** What lines come to for each kind, in minor units. `net` is all but tax. */
export const QuoteTotals = z.strictObject({
  labour: z.int(),
  material: z.int(),
  fee: z.int(),
  tax: z.int(),
  net: z.int(),
  total: z.int(),
});
export type QuoteTotals = z.infer<typeof QuoteTotals>;

type Priced = Pick<QuoteLine, 'kind' | 'quantity' | 'unitPrice'>;

/** Adds lines up: each is rounded by itself, so that the sum of what is shown is the total that is shown. */
export const totalsOf = (lines: readonly Priced[]): QuoteTotals => {
  const sums = { labour: 0, material: 0, fee: 0, tax: 0 };
  for (const one of lines) sums[one.kind] += lineTotal(one);
  const net = sums.labour + sums.material + sums.fee;
  return { ...sums, net, total: net + sums.tax };
};

const staysPayable = z.refine<Priced[]>(
  (lines) => totalsOf(lines).total <= mostMinor,
  'come to more than one amount may be',
);

/** What a contractor asks and promises. */
export const quoteContent = {
  lines: z.array(QuoteLine).check(z.minLength(1), z.maxLength(40), staysPayable),
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
