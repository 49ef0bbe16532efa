import type { Page } from '@pmp/contracts/page';
import type { OwnQuote } from '@pmp/contracts/quote-view';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { type PageRequest, toPage } from '../../kernel/page.ts';
import { toOwnQuote } from './quote.view.ts';

type Needs = Pick<Deps, 'quotes' | 'requests' | 'clock'>;

/** The contractor's own quotes, whatever has become of their requests. */
export const listOwnQuotes = async (
  { quotes, requests, clock }: Needs,
  { id: contractorId }: Contractor,
  input: PageRequest,
): Promise<Page<OwnQuote>> => {
  const found = await quotes.list(contractorId, input, { request: requests.beside() });
  const beside = found.map(({ quote, beside: { request } }) => ({ ...quote, request }));
  const { items, nextCursor } = toPage(input, beside, (quote) => quote);
  const now = clock.now();
  return {
    items: items.flatMap((quote) => (quote.request ? [toOwnQuote(quote, quote.request, now)] : [])),
    nextCursor,
  };
};

export const getOwnQuote = async (
  { quotes, requests, clock }: Needs,
  { id: contractorId }: Contractor,
  { requestId }: { requestId: string },
): Promise<OwnQuote> => {
  const found = await quotes.own(requestId, contractorId, { request: requests.beside() });
  if (!found?.beside.request) throw notFound();
  return toOwnQuote(found.quote, found.beside.request, clock.now());
};
