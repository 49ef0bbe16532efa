import { mostCompared } from '@pmp/contracts/quote';
import type { ComparedQuote, QuoteComparison } from '@pmp/contracts/quote-view';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { requestWith } from '../request/request.scope.ts';
import { toComparedQuote } from './quote.view.ts';

type Needs = Pick<Deps, 'quotes' | 'requests' | 'contractors' | 'blocked' | 'categories' | 'clock'>;

/** The quotes of one of the homeowner's requests side by side; none of a contractor who is suspended. */
export const compareQuotes = async (
  { quotes, requests, contractors, blocked, categories, clock }: Needs,
  actor: Homeowner,
  { requestId }: { requestId: string },
): Promise<QuoteComparison> => {
  const bidder = { contractor: contractors.beside() };
  const looks = { found: quotes.cheapestBeside(requestId, mostCompared, bidder) };
  const { request, beside } = await requestWith(requests, actor, { id: requestId, looks });
  const now = clock.now();
  const compared = beside.found.flatMap(({ quote, beside: { contractor } }) => {
    if (blocked.has(quote.contractorId)) return [];
    return toComparedQuote(quote, { request, contractor, now }) ?? [];
  });
  const asksLicence = categories.byCode(request.category)?.licenceRequired ?? false;
  const canBeAccepted = ({ state, withinCap, contractor }: ComparedQuote) =>
    state === 'submitted' && withinCap && (!asksLicence || contractor?.licenceValid === true);
  const acceptable = compared.filter(canBeAccepted);
  return {
    quotes: [...acceptable, ...compared.filter((quote) => !canBeAccepted(quote))],
    ...bestOf(acceptable),
  };
};

/** The query answers the lowest total first, so that of equals the cheaper one is found first. */
const bestOf = (acceptable: readonly ComparedQuote[]): Omit<QuoteComparison, 'quotes'> => {
  const currencies = new Set(acceptable.map(({ currency }) => currency));
  const days = ({ leadDays, durationDays }: ComparedQuote) => leadDays + durationDays;
  return {
    cheapestId: currencies.size === 1 ? (acceptable[0]?.id ?? null) : null,
    fastestId: acceptable.toSorted((a, b) => days(a) - days(b))[0]?.id ?? null,
  };
};

/** One of them. A draft, one that was withdrawn and one of a contractor who is suspended are as good as missing. */
export const getComparedQuote = async (
  { quotes, requests, contractors, blocked, clock }: Needs,
  actor: Homeowner,
  { requestId, quoteId }: { requestId: string; quoteId: string },
): Promise<ComparedQuote> => {
  const looks = { found: quotes.oneBeside(requestId, quoteId, { contractor: contractors.beside() }) };
  const { request, beside } = await requestWith(requests, actor, { id: requestId, looks });
  const { found } = beside;
  if (!found || blocked.has(found.quote.contractorId)) throw notFound();
  const compared = toComparedQuote(found.quote, { request, ...found.beside, now: clock.now() });
  if (!compared) throw notFound();
  return compared;
};
