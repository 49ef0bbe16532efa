import type { SaveQuote } from '@pmp/contracts/quote';
import type { OwnQuote } from '@pmp/contracts/quote-view';
import type { Contractor } from '../../kernel/actor.ts';
import { commandOf } from '../../kernel/command.ts';
import { changeQuote, type QuoteNeeds, requireOpenTo } from './change-quote.ts';
import { askedOf, requireInTime } from './quote.policy.ts';

/** Keeps a draft. What has been submitted stays as it is. */
export const saveQuote = (
  deps: QuoteNeeds,
  actor: Contractor,
  { commandKey, ...input }: SaveQuote,
): Promise<OwnQuote> => {
  const { requestId, version, ...draft } = input;
  return changeQuote(deps, actor, {
    requestId,
    version,
    command: commandOf(commandKey, { save: input }),
    decide: (found, now) => {
      requireOpenTo(deps, actor, found);
      requireInTime(draft, now);
      return { set: { asked: askedOf(found.request), draft } };
    },
  });
};
