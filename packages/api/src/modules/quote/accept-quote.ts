import type { AcceptQuote } from '@pmp/contracts/quote';
import type { QuoteState } from '@pmp/contracts/quote-view';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { AppError, badField } from '../../kernel/app-error.ts';
import { hasRoom } from '../event/event.ports.ts';
import type { ChangeNeeds, Write } from '../request/change-request.ts';
import { moveRequest } from '../request/move-request.ts';
import { toHomeowner } from '../request/request.notices.ts';
import type { Award, Request } from '../request/request.ports.ts';
import { isLicensed, isWithinCap, stateOf } from './quote.policy.ts';
import type { QuoteChange, Revision, WholeQuote } from './quote.ports.ts';

type Needs = ChangeNeeds & Pick<Deps, 'quotes' | 'quoteRelay' | 'transact' | 'categories' | 'blocked'>;

/**
 * Accepts the revision that the homeowner saw. Quote and request are written in one transaction: a quote that is withdrawn, revised or
 * outrun by another at the same time is not accepted. The contractor who gets the job is told by the quote; the others are not written to.
 */
export const acceptQuote = (deps: Needs, actor: Homeowner, input: AcceptQuote): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'award',
    input,
    make: async (request, now) => {
      const whole = await deps.quotes.ofRequest(request.id, input.quoteId);
      const current = currentOf(request, whole, { revision: input.revision, now });
      if (!whole || !current) throw badField('quoteId', 'is not a quote for this request');
      const { contractorId } = whole.quote;
      if (deps.blocked.has(contractorId)) throw new AppError('conflict', 'This contractor is suspended');
      requireLicensed(deps, request, { current, now });
      if (!isWithinCap(request, current)) {
        throw new AppError('conflict', 'This quote is above your spend cap, or in another currency');
      }
      const agreed = { minor: current.total, currency: current.currency };
      const { revision } = current;
      const award: Award = {
        contractorId,
        quoteId: whole.quote.id,
        revision,
        agreed,
        awardedAt: now,
        acceptedAt: now,
        acceptDueAt: null,
        changeOrders: [],
        atVersion: request.version + 1,
      };
      return {
        set: {
          award,
          windows: null,
          visits: [],
          pausedMs: 0,
          completion: null,
          reminded: false,
          waitingOn: 'contractor',
        },
        event: {
          type: 'awarded',
          facts: { contractorId, quoteId: whole.quote.id, revision, amount: agreed },
        },
        notices: toHomeowner(request, 'awarded'),
        write: acceptWith(deps, acceptance(actor, whole, { agreed, revision, now })),
      };
    },
  });

const whyNot: Readonly<Record<Exclude<QuoteState, 'submitted' | 'draft'>, string>> = {
  withdrawn: 'The contractor has withdrawn this quote',
  accepted: 'This quote has been accepted already',
  declined: 'This request is not open to the contractor any more',
  superseded: 'The contractor quoted before this request was changed; ask for a new quote',
  expired: 'This quote has expired; ask the contractor to renew it',
  released: 'The contractor has to quote again before they can be chosen again',
};

/** The revision that can be accepted; undefined where the homeowner could have seen none. */
const currentOf = (
  request: Request,
  whole: WholeQuote | undefined,
  { revision, now }: { revision: number; now: Date },
): Revision | undefined => {
  if (!whole?.quote.current) return undefined;
  const state = stateOf(whole.quote, request, now);
  if (state === 'draft') return undefined;
  if (state !== 'submitted') throw new AppError('conflict', whyNot[state]);
  if (whole.quote.current.revision !== revision) {
    throw new AppError('conflict', 'The contractor has revised this quote; look at it again');
  }
  return whole.quote.current;
};

const requireLicensed = (
  { categories }: Needs,
  { category }: Request,
  { current, now }: { current: Revision; now: Date },
) => {
  if (categories.byCode(category)?.licenceRequired && !isLicensed(current, now)) {
    throw new AppError(
      'conflict',
      'This quote was made without a licence that is valid now; ask the contractor to renew the quote',
    );
  }
};

const acceptance = (
  actor: Homeowner,
  { quote, tail }: WholeQuote,
  { agreed, revision, now }: { agreed: Award['agreed']; revision: number; now: Date },
): QuoteChange => {
  const entry = {
    seq: quote.version + 1,
    type: 'quote_accepted' as const,
    actor: { id: actor.id, role: actor.role },
    at: now,
    from: quote.state,
    to: 'accepted' as const,
    fields: [],
    reason: null,
    facts: { revision, amount: agreed },
    notices: [{ to: quote.contractorId, kind: 'quote_accepted' as const }],
  };
  if (!hasRoom(tail, entry)) throw new AppError('case_full', 'This quote is catching up; try again later');
  return { quote, set: { state: 'accepted' }, at: now, entry, command: undefined };
};

/** The quote first: whoever accepts another one gets to the request in the same order, and one of them looks again. */
const acceptWith =
  ({ transact, quoteRelay }: Needs, accepted: QuoteChange): Write =>
  async (change) => {
    const both = await transact(async ({ quotes, requests }) => {
      const taken = await quotes.change(accepted);
      const awarded = taken && (await requests.change(change));
      return taken && awarded && { taken, awarded };
    });
    if (both) quoteRelay.push(both.taken.tail);
    return both?.awarded;
  };
