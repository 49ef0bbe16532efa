import type { RateJob } from '@pmp/contracts/request-moves';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { commandOf } from '../../kernel/command.ts';
import { type ChangeNeeds, changeRequest } from './change-request.ts';
import { toParties } from './request.notices.ts';
import { refuse, requireVersion } from './request.policy.ts';
import type { Request } from './request.ports.ts';

type Needs = ChangeNeeds & Pick<Deps, 'transact'>;

/** Rates the work, once an award: work after a reopening is another job, also by the same contractor. The scores count for the contractor in the same transaction. Not a move: the state stays. */
export const rateJob = (deps: Needs, actor: Homeowner, input: RateJob): Promise<Request> => {
  const { commandKey, ...rest } = input;
  return changeRequest(deps, actor, {
    id: input.id,
    command: commandOf(commandKey, { rate: rest }),
    decide: (request) => {
      const { award, status } = request;
      if (status !== 'closed' || !award) {
        throw refuse(request, 'rated', { by: 'homeowner', now: deps.clock.now() });
      }
      requireVersion(request, input.version, actor.role);
      if (request.scores) throw new AppError('conflict', 'You have rated this already');
      const { quality, time, price } = input;
      const scores = { quality, time, price };
      return {
        set: { scores },
        event: { type: 'rated' },
        notices: toParties(request, 'rated'),
        write: (change) =>
          deps.transact(async ({ requests, contractors }) => {
            const changed = await requests.change(change);
            if (changed) await contractors.rate(award.contractorId, scores);
            return changed;
          }),
      };
    },
  });
};
