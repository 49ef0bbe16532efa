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
  const { items, nextCursor } = toPage(input, await quotes.list(contractorId, input), (quote) => quote);
  if (items.length === 0) return { items: [], nextCursor };
  const found = await requests.many(items.map(({ requestId }) => requestId));
  const requestOf = new Map(found.map((request) => [request.id, request]));
  const now = clock.now();
  return {
    items: items.flatMap((quote) => {
      const request = requestOf.get(quote.requestId);
      return request ? [toOwnQuote(quote, request, now)] : [];
    }),
    nextCursor,
  };
};

export const getOwnQuote = async (
  { quotes, requests, clock }: Needs,
  { id: contractorId }: Contractor,
  { requestId }: { requestId: string },
): Promise<OwnQuote> => {
  const found = await quotes.own(requestId, contractorId);
  const [request] = found ? await requests.many([requestId]) : [];
  if (!found || !request) throw notFound();
  return toOwnQuote(found.quote, request, clock.now());
};
