import { licensedUntil } from '@pmp/contracts/contractor';
import { totalsOf } from '@pmp/contracts/cost-line';
import type { SubmitQuote } from '@pmp/contracts/quote';
import type { OwnQuote } from '@pmp/contracts/quote-view';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { commandOf } from '../../kernel/command.ts';
import { changeQuote, openRequestFor, type QuoteNeeds } from './change-quote.ts';
import { nextRevision, requireInTime } from './quote.policy.ts';

type Needs = QuoteNeeds & Pick<Deps, 'contractors' | 'categories'>;

/** Shows the homeowner a first quote or a new revision: also after it was withdrawn, or accepted and the job given up since. */
export const submitQuote = (
  deps: Needs,
  actor: Contractor,
  { commandKey, ...input }: SubmitQuote,
): Promise<OwnQuote> => {
  const { requestId, version, ...content } = input;
  return changeQuote(deps, actor, {
    requestId,
    version,
    command: commandOf(commandKey, { submit: input }),
    decide: async (quote, now) => {
      // While an award stands the request is open to nobody: what has been accepted can't be revised.
      const request = await openRequestFor(deps, actor, { requestId, quote });
      requireInTime(content, now);
      const revision = nextRevision(quote);
      const { total } = totalsOf(content.lines);
      const licence = await licenceFor(deps, actor, request.category);
      return {
        set: {
          state: 'submitted',
          current: { ...content, revision, submittedAt: now, total, licensedUntil: licence },
          draft: null,
        },
        event: {
          type: revision === 1 ? 'quote_submitted' : 'quote_revised',
          reason: null,
          facts: { revision, amount: { minor: total, currency: content.currency } },
        },
        request,
      };
    },
  });
};

/** Read only where the category asks for one. */
const licenceFor = async (
  { contractors, categories }: Needs,
  { id }: Contractor,
  category: string,
): Promise<Date | null> => {
  if (!categories.byCode(category)?.licenceRequired) return null;
  const profile = await contractors.find(id);
  return profile ? licensedUntil(profile, category) : null;
};
