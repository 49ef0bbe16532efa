import { hasValidLicence } from '@pmp/contracts/contractor';
import { priced, totalsOf } from '@pmp/contracts/cost-line';
import type { QuoteContent } from '@pmp/contracts/quote';
import type { ComparedQuote, OwnQuote, ShownContent } from '@pmp/contracts/quote-view';
import type { Contractor } from '../contractor/contractor.ports.ts';
import { toPublicContractor } from '../contractor/contractor.view.ts';
import type { Request } from '../request/request.ports.ts';
import { isExpired, isOpenTo, isWithinCap, stateOf } from './quote.policy.ts';
import type { Quote, RevisionBrief } from './quote.ports.ts';

/** Spelled out, so that nothing new of a quote gets here by itself. */
const toShown = ({
  lines,
  currency,
  validUntil,
  leadDays,
  durationDays,
  note,
}: QuoteContent): ShownContent => ({
  lines: priced(lines),
  totals: totalsOf(lines),
  currency,
  validUntil,
  leadDays,
  durationDays,
  note,
});

const toBrief = ({ revision, submittedAt, total, currency }: RevisionBrief) => ({
  revision,
  submittedAt,
  total: { minor: total, currency },
});

const standingOf = (request: Request, contractorId: string) => {
  if (request.award?.contractorId === contractorId) return 'yours';
  return isOpenTo(request, contractorId) ? 'open' : 'closed';
};

/** What its contractor sees: of the request no more than what they could read before they quoted. */
export const toOwnQuote = (quote: Quote, request: Request, now: Date): OwnQuote => {
  const { current, draft } = quote;
  const state = stateOf(quote, request, now);
  return {
    id: quote.id,
    requestId: quote.requestId,
    request: {
      number: request.number,
      title: request.title,
      category: request.category,
      status: standingOf(request, quote.contractorId),
    },
    state,
    version: quote.version,
    current: current && {
      revision: current.revision,
      submittedAt: current.submittedAt,
      ...toShown(current),
    },
    draft: draft && toShown(draft),
    revisions: [
      ...quote.past.map((one) => ({ ...toBrief(one), state: 'superseded' as const })),
      ...(current ? [{ ...toBrief(current), state }] : []),
    ],
    createdAt: quote.createdAt,
    updatedAt: quote.updatedAt,
  };
};

interface Beside {
  request: Request;
  contractor: Contractor | undefined;
  now: Date;
}

/** What the homeowner sees of it; undefined for one that is not there to see: a draft, or one that was withdrawn. */
export const toComparedQuote = (
  quote: Quote,
  { request, contractor, now }: Beside,
): ComparedQuote | undefined => {
  const { current } = quote;
  if (!current || (quote.state !== 'submitted' && quote.state !== 'accepted')) return undefined;
  const seen = contractor && toPublicContractor(contractor, now);
  return {
    id: quote.id,
    contractorId: quote.contractorId,
    contractor:
      contractor && seen
        ? {
            displayName: seen.displayName,
            rating: seen.rating,
            licenceValid: hasValidLicence(contractor, request.category, now),
            insured: seen.insured,
          }
        : null,
    revision: current.revision,
    ...toShown(current),
    expired: isExpired(quote, now),
    withinCap: isWithinCap(request, current),
    state: stateOf(quote, request, now),
  };
};
