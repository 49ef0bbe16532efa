import { licensedUntil } from '@pmp/contracts/contractor';
import { totalsOf } from '@pmp/contracts/cost-line';
import type { SubmitQuote } from '@pmp/contracts/quote';
import type { OwnQuote } from '@pmp/contracts/quote-view';
import type { Contractor } from '../../kernel/actor.ts';
import { commandOf } from '../../kernel/command.ts';
import { changeQuote, type QuoteNeeds, requireOpenTo } from './change-quote.ts';
import { askedOf, nextRevision, requireInTime } from './quote.policy.ts';

/** Shows the homeowner a first quote or a new revision: also after it was withdrawn, or accepted and the job given up since. */
export const submitQuote = (
  deps: QuoteNeeds,
  actor: Contractor,
  { commandKey, ...input }: SubmitQuote,
): Promise<OwnQuote> => {
  const { requestId, version, ...content } = input;
  return changeQuote(deps, actor, {
    requestId,
    version,
    command: commandOf(commandKey, { submit: input }),
    decide: (found, now) => {
      // While an award stands the request is open to nobody: what has been accepted can't be revised.
      const profile = requireOpenTo(deps, actor, found);
      const { request, quote } = found;
      requireInTime(content, now);
      const revision = nextRevision(quote);
      const { total } = totalsOf(content.lines);
      return {
        set: {
          asked: askedOf(request),
          state: 'submitted',
          current: {
            ...content,
            revision,
            submittedAt: now,
            total,
            licensedUntil: licensedUntil(profile, request.category),
          },
          draft: null,
        },
        event: {
          type: revision === 1 ? 'quote_submitted' : 'quote_revised',
          reason: null,
          facts: { revision, amount: { minor: total, currency: content.currency } },
        },
      };
    },
  });
};
