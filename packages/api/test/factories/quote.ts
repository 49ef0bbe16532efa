import { type CostLine, totalsOf } from '@pmp/contracts/cost-line';
import type { QuoteContent } from '@pmp/contracts/quote';
import { sortKey } from '../../src/kernel/sort-key.ts';
import type { NewQuote, Quote, QuoteTailEntry, Revision } from '../../src/modules/quote/quote.ports.ts';
import { hexId, instant, later } from './unique.ts';

export const aLine = (overrides: Partial<CostLine> = {}): CostLine => ({
  kind: 'labour',
  text: 'Replace the cartridge',
  quantity: 1.5,
  unit: 'h',
  unitPrice: 6_000,
  ...overrides,
});

/** Labour, material and tax: 150.00 in all. */
export const aContent = (overrides: Partial<QuoteContent> = {}): QuoteContent => ({
  lines: [
    aLine(),
    aLine({ kind: 'material', text: 'Cartridge', quantity: 1, unit: 'piece', unitPrice: 3_500 }),
    aLine({ kind: 'tax', text: 'VAT', quantity: 1, unit: 'flat', unitPrice: 2_500 }),
  ],
  currency: 'EUR',
  validUntil: later(14 * 86_400),
  leadDays: 2,
  durationDays: 1,
  note: '',
  ...overrides,
});

export const aRevision = (overrides: Partial<Revision> = {}): Revision => {
  const content = aContent();
  const { lines = content.lines } = overrides;
  return {
    ...content,
    revision: 1,
    submittedAt: instant,
    total: totalsOf(lines).total,
    licensedUntil: new Date('2099-01-01T00:00:00Z'),
    ...overrides,
  };
};

/** A submitted quote. */
export const aQuote = (overrides: Partial<Quote> = {}): Quote => {
  const id = overrides.id ?? hexId();
  const createdAt = overrides.createdAt ?? instant;
  return {
    id,
    version: 1,
    requestId: hexId(),
    contractorId: hexId(),
    homeownerId: hexId(),
    asked: { title: 'Kitchen tap drips', category: 'plumbing' },
    state: 'submitted',
    current: aRevision(),
    past: [],
    draft: null,
    createdAt,
    updatedAt: createdAt,
    sortKey: sortKey(createdAt, id),
    ...overrides,
  };
};

/** The event that came with `quote`. */
export const aQuoteEntry = (quote: Quote, overrides: Partial<QuoteTailEntry> = {}): QuoteTailEntry => ({
  seq: quote.version,
  type: 'quote_submitted',
  actor: { id: quote.contractorId, role: 'contractor' },
  at: quote.createdAt,
  from: null,
  to: quote.state,
  fields: [],
  reason: null,
  facts: { revision: 1 },
  notices: [{ to: quote.homeownerId, kind: 'quote_submitted' }],
  ...overrides,
});

/** Puts a quote there with its event. */
export const aNewQuote = (quote: Quote, overrides: Partial<NewQuote> = {}): NewQuote => ({
  quote,
  at: quote.createdAt,
  entry: aQuoteEntry(quote),
  command: undefined,
  ...overrides,
});
