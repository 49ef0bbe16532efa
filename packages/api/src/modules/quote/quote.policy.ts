import { mostRevisions, mostValidDays, type QuoteContent } from '@pmp/contracts/quote';
import type { QuoteState } from '@pmp/contracts/quote-view';
import { AppError, badField } from '../../kernel/app-error.ts';
import { dayMs } from '../request/request.derived.ts';
import { everyone, type Request } from '../request/request.ports.ts';
import type { Quote, Revision, RevisionBrief } from './quote.ports.ts';

type Asked = Pick<Request, 'status' | 'openTo' | 'quotesSince' | 'award'>;
type Asking = Pick<Quote, 'id' | 'contractorId' | 'state' | 'current'>;

/** Whether the contractor may quote for the request now. */
export const isOpenTo = ({ status, openTo }: Asked, contractorId: string): boolean =>
  status === 'quoting' && (openTo.includes(contractorId) || openTo.includes(everyone));

/** What a contractor reads of the request beside their quote. */
export const askedOf = ({ title, category }: Pick<Request, 'title' | 'category'>): Quote['asked'] => ({
  title,
  category,
});

/** The state that a quote is shown in: what is stored, and what has become of its request since. */
export const stateOf = (quote: Asking, request: Asked, now: Date): QuoteState => {
  if (quote.state === 'accepted') return request.award?.quoteId === quote.id ? 'accepted' : 'released';
  if (quote.state !== 'submitted') return quote.state;
  if (!isOpenTo(request, quote.contractorId)) return 'declined';
  if (isOutdated(quote, request)) return 'superseded';
  return isExpired(quote, now) ? 'expired' : 'submitted';
};

/** Whether it was made for the request as it was in a former round of quotes: it may have been changed since. */
const isOutdated = ({ current }: Asking, { quotesSince }: Asked): boolean =>
  current !== null && quotesSince !== null && current.submittedAt < quotesSince;

export const isExpired = ({ current }: Pick<Quote, 'current'>, now: Date): boolean =>
  current !== null && current.validUntil <= now;

/** Whether the homeowner means to spend as much. */
export const isWithinCap = (
  { spendCap }: Pick<Request, 'spendCap'>,
  { total, currency }: Pick<RevisionBrief, 'total' | 'currency'>,
): boolean => spendCap === null || (spendCap.currency === currency && total <= spendCap.minor);

/** By what the contractor said when they submitted it: the term of that licence must not be over. */
export const isLicensed = ({ licensedUntil }: Pick<Revision, 'licensedUntil'>, now: Date): boolean =>
  licensedUntil !== null && licensedUntil > now;

/** Refuses a command that was made from an older view of the quote. */
export const requireQuoteVersion = (quote: Quote | undefined, seen: number | undefined) => {
  if (seen === undefined || seen === quote?.version) return;
  throw new AppError('stale_version', 'The quote has changed; look at it again', {
    ...(quote && { currentVersion: quote.version }),
  });
};

/** Refuses a quote that could never be accepted, or for too long. */
export const requireInTime = ({ validUntil }: QuoteContent, now: Date) => {
  if (validUntil <= now) throw badField('validUntil', 'has passed');
  if (validUntil.getTime() - now.getTime() > mostValidDays * dayMs) {
    throw badField('validUntil', `is more than ${mostValidDays} days ahead`);
  }
};

/** The number of the next revision. */
export const nextRevision = (quote: Quote | undefined): number => {
  const revision = (quote?.current?.revision ?? 0) + 1;
  if (revision > mostRevisions) {
    throw new AppError('case_full', `A quote can be revised ${mostRevisions - 1} times, no more`);
  }
  return revision;
};
