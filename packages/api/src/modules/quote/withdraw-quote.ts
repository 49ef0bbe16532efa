import type { WithdrawQuote } from '@pmp/contracts/quote';
import type { OwnQuote } from '@pmp/contracts/quote-view';
import type { Contractor } from '../../kernel/actor.ts';
import { AppError, notFound } from '../../kernel/app-error.ts';
import { commandOf } from '../../kernel/command.ts';
import { changeQuote, type QuoteNeeds } from './change-quote.ts';
import { stateOf } from './quote.policy.ts';

/** Takes a quote back, also one that nobody looks at any more. */
export const withdrawQuote = (
  deps: QuoteNeeds,
  actor: Contractor,
  { commandKey, ...input }: WithdrawQuote,
): Promise<OwnQuote> => {
  const { requestId, version, reason = null } = input;
  return changeQuote(deps, actor, {
    requestId,
    version,
    command: commandOf(commandKey, { withdraw: input }),
    decide: ({ quote, request }, now) => {
      if (!quote?.current) throw quote ? refusal('has not been submitted') : notFound();
      if (quote.state === 'withdrawn') throw refusal('has been withdrawn already');
      // Accepted, and the award stands.
      if (stateOf(quote, request, now) === 'accepted')
        throw refusal('was accepted; step back from the job instead');
      return {
        set: { state: 'withdrawn' },
        event: { type: 'quote_withdrawn', reason, facts: { revision: quote.current.revision } },
      };
    },
  });
};

const refusal = (why: string) => new AppError('conflict', `This quote ${why}`);
