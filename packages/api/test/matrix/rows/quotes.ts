import { aContent } from '../../factories/quote.ts';
import type { Expected, Row } from '../matrix.ts';

/**
 * A request of the owner that takes quotes from the assigned contractor alone (asked by name), and what that contractor has submitted
 * for it: revision 1.
 */
export interface QuoteFixture {
  in: { quoting: string };
  quoteId: string;
}

/** The owner of the request alone; to other homeowners it does not exist. */
const ownerOnly: Expected = {
  anonymous: 'signed_out',
  owner: 'ok',
  otherHomeowner: 'not_found',
  assignedContractor: 'forbidden',
  otherContractor: 'forbidden',
  official: 'forbidden',
  officialElsewhere: 'forbidden',
  noRole: 'forbidden',
  twoRoles: 'not_found',
};

/** The contractor who was asked alone; to other contractors it does not exist. */
const bidderOnly: Expected = {
  anonymous: 'signed_out',
  owner: 'forbidden',
  otherHomeowner: 'forbidden',
  assignedContractor: 'ok',
  otherContractor: 'not_found',
  official: 'forbidden',
  officialElsewhere: 'forbidden',
  noRole: 'forbidden',
  twoRoles: 'not_found',
};

const ofOwner = (input: (fixture: QuoteFixture) => unknown): Row<QuoteFixture> => ({
  input,
  expected: ownerOnly,
});
const ofBidder = (input: (fixture: QuoteFixture) => unknown): Row<QuoteFixture> => ({
  input,
  expected: bidderOnly,
});

export const quoteRows: Readonly<Record<string, Row<QuoteFixture>>> = {
  'contractor.quotes.list': {
    input: () => ({}),
    expected: { ...bidderOnly, otherContractor: 'ok', twoRoles: 'ok' },
  },
  'contractor.quotes.get': ofBidder(({ in: { quoting: requestId } }) => ({ requestId })),
  'contractor.quotes.save': ofBidder(({ in: { quoting: requestId } }) => ({ requestId, ...aContent() })),
  'contractor.quotes.submit': ofBidder(({ in: { quoting: requestId } }) => ({ requestId, ...aContent() })),
  'contractor.quotes.withdraw': ofBidder(({ in: { quoting: requestId } }) => ({ requestId })),

  'homeowner.quotes.list': ofOwner(({ in: { quoting: requestId } }) => ({ requestId })),
  'homeowner.quotes.get': ofOwner(({ in: { quoting: requestId }, quoteId }) => ({ requestId, quoteId })),
  'homeowner.quotes.accept': ofOwner(({ in: { quoting: id }, quoteId }) => ({ id, quoteId, revision: 1 })),
};
