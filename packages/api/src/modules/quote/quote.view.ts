import { priced, totalsOf } from '@pmp/contracts/cost-line';
import type { QuoteContent } from '@pmp/contracts/quote';
import type { ComparedQuote, OwnQuote, ShownContent } from '@pmp/contracts/quote-view';
import type { Contractor } from '../contractor/contractor.ports.ts';
import { toPublicContractor } from '../contractor/contractor.view.ts';
import type { Request } from '../request/request.ports.ts';
import { askedOf, isExpired, isLicensed, isOpenTo, isWithinCap, stateOf } from './quote.policy.ts';
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

/** How the request stands to whose quote it is. One that was published anew for another trade is not for them. */
const standingOf = (request: Request, { contractorId, asked }: Quote) => {
  if (request.award?.contractorId === contractorId) return 'yours';
  const isFor = request.openTo.includes(contractorId) || request.category === asked.category;
  return isFor && isOpenTo(request, contractorId) ? 'open' : 'closed';
};

/** What its contractor sees: of the request no more than what they may read now, or could read when they quoted. */
export const toOwnQuote = (quote: Quote, request: Request, now: Date): OwnQuote => {
  const { current, draft } = quote;
  const state = stateOf(quote, request, now);
  const status = standingOf(request, quote);
  return {
    id: quote.id,
    requestId: quote.requestId,
    request: {
      number: request.number,
      ...(status === 'closed' ? quote.asked : askedOf(request)),
      status,
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
            licenceValid: isLicensed(current, now),
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
