import { contractors, job, record } from '../expected.ts';
import type { Rows } from '../matrix.ts';
import { type Fixture, plantedContent } from '../plant.ts';

/** Quotes: the contractor who was asked has submitted one, and nobody else may see it but the owner. */
export const quoteRows: Rows<Fixture> = {
  'contractor.quotes.list': { input: () => ({}), expected: contractors },
  'contractor.quotes.get': job((our) => ({ requestId: our.in.quoting })),
  'contractor.quotes.save': job((our) => ({ requestId: our.in.quoting, ...plantedContent(our.now) })),
  'contractor.quotes.submit': job((our) => ({ requestId: our.in.quoting, ...plantedContent(our.now) })),
  'contractor.quotes.withdraw': job((our) => ({ requestId: our.in.quoting })),

  'homeowner.quotes.list': record((our) => ({ requestId: our.in.quoting })),
  'homeowner.quotes.get': record((our) => ({ requestId: our.in.quoting, quoteId: our.quoteId })),
  'homeowner.quotes.accept': record((our) => ({ id: our.in.quoting, quoteId: our.quoteId, revision: 1 })),
};
