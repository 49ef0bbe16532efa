import * as z from 'zod/mini';
import { CostTotals, costLines, StoredCostLine } from './cost-line.ts';
import { Id, IdempotencyKey, Version } from './id.ts';
import { Currency, Money } from './money.ts';
import { paragraph } from './text.ts';
import { Instant } from './time.ts';

/** At most so many lines an invoice. */
export const mostInvoiceLines = 60;

/**
 * Writes the draft of a job's invoice, in place of the one before. `version` is the draft's, as last seen; without it whatever is there
 * is replaced. Nobody but its contractor sees a draft.
 */
export const SaveInvoice = z.strictObject({
  requestId: Id,
  version: z.optional(Version),
  commandKey: z.optional(IdempotencyKey),
  /** That of the job. */
  currency: Currency,
  lines: costLines(mostInvoiceLines),
  note: z.optional(paragraph(0, 1000)),
  dueAt: z.optional(Instant),
});
export type SaveInvoice = z.infer<typeof SaveInvoice>;

export const GetInvoice = z.strictObject({ requestId: Id });
export type GetInvoice = z.infer<typeof GetInvoice>;

/** Sends the draft to the homeowner; from then on it does not change. `version` is the draft's, as last seen. */
export const PublishInvoice = z.strictObject({
  requestId: Id,
  version: z.optional(Version),
  commandKey: z.optional(IdempotencyKey),
});
export type PublishInvoice = z.infer<typeof PublishInvoice>;

/** Says that the published invoice `id` has been paid. The platform moves no money. */
export const PayInvoice = z.strictObject({
  requestId: Id,
  id: Id,
  commandKey: z.optional(IdempotencyKey),
});
export type PayInvoice = z.infer<typeof PayInvoice>;

/** Takes the published invoice `id` back; the homeowner reads `reason`. Another draft may follow. */
export const CancelInvoice = z.strictObject({ ...PayInvoice.shape, reason: paragraph(3, 500) });
export type CancelInvoice = z.infer<typeof CancelInvoice>;

/** How much more (or less, when negative) was invoiced than agreed. */
export const Variance = z.strictObject({
  /** In minor units. */
  minor: z.int(),
  /** With one decimal; null when nothing was agreed. */
  percent: z.nullable(z.number()),
});
export type Variance = z.infer<typeof Variance>;

/** In minor units; the percentage is rounded to one decimal, halves away from nothing. */
export const varianceOf = (invoiced: number, agreed: number): Variance => {
  const minor = invoiced - agreed;
  if (agreed === 0) return { minor, percent: null };
  // In whole numbers that are exact, even of the most that an amount may be.
  const tenths = Math.floor((Math.abs(minor) * 2000 + agreed) / (2 * agreed));
  return { minor, percent: tenths === 0 ? 0 : (Math.sign(minor) * tenths) / 10 };
};

/** By kind of line, in minor units: what was invoiced less what was quoted. */
export const KindVariance = z.strictObject({
  labour: z.int(),
  material: z.int(),
  fee: z.int(),
  tax: z.int(),
});
export type KindVariance = z.infer<typeof KindVariance>;

export const kindVarianceOf = (invoiced: CostTotals, quoted: CostTotals): KindVariance => ({
  labour: invoiced.labour - quoted.labour,
  material: invoiced.material - quoted.material,
  fee: invoiced.fee - quoted.fee,
  tax: invoiced.tax - quoted.tax,
});

export const InvoiceState = z.enum(['draft', 'published', 'paid', 'cancelled']);
export type InvoiceState = z.infer<typeof InvoiceState>;

/** An invoice beside what was agreed. */
export const Invoice = z.strictObject({
  id: Id,
  requestId: Id,
  version: Version,
  state: InvoiceState,
  lines: z.array(StoredCostLine),
  totals: CostTotals,
  total: Money,
  note: z.nullable(z.string()),
  dueAt: z.nullable(z.date()),
  /** The accepted quote or offer and the change orders that were approved, as of the day of publishing. */
  agreed: Money,
  /** How much of that the change orders are. */
  changeOrders: Money,
  /** The total against `agreed`; what earlier invoices of the job billed, that were paid, is not in it. */
  variance: Variance,
  /** Against the lines of the accepted quote, when it is read; null for a direct offer, and in the answer to a save. */
  perKind: z.nullable(KindVariance),
  publishedAt: z.nullable(z.date()),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Invoice = z.infer<typeof Invoice>;
