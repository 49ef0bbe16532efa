import type { SaveQuote } from '@pmp/contracts/quote';
import type { OwnQuote } from '@pmp/contracts/quote-view';
import type { Contractor } from '../../kernel/actor.ts';
import { commandOf } from '../../kernel/command.ts';
import { type BidNeeds, changeQuote, openRequestFor } from './change-quote.ts';
import { askedOf, requireInTime } from './quote.policy.ts';

/** Keeps a draft. What has been submitted stays as it is. */
export const saveQuote = (
  deps: BidNeeds,
  actor: Contractor,
  { commandKey, ...input }: SaveQuote,
): Promise<OwnQuote> => {
  const { requestId, version, ...draft } = input;
  return changeQuote(deps, actor, {
    requestId,
    version,
    command: commandOf(commandKey, { save: input }),
    decide: async (quote, now) => {
      const { request } = await openRequestFor(deps, actor, { requestId, quote });
      requireInTime(draft, now);
      return { set: { asked: askedOf(request), draft }, request };
    },
  });
};
