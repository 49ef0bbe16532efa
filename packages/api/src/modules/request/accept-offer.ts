import type { RequestCommand } from '@pmp/contracts/request-moves';
import type { Contractor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { commandOf } from '../../kernel/command.ts';
import { type ChangeNeeds, changeRequest } from './change-request.ts';
import { toParties } from './request.notices.ts';
import { refuse, requireVersion } from './request.policy.ts';
import type { Request } from './request.ports.ts';

/** Takes a direct offer: from now on the contractor is bound, and sees where it is. Not a move: the state stays. */
export const acceptOffer = (
  deps: ChangeNeeds,
  actor: Contractor,
  input: RequestCommand,
): Promise<Request> => {
  const { commandKey, ...rest } = input;
  return changeRequest(deps, actor, {
    id: input.id,
    command: commandOf(commandKey, { acceptOffer: rest }),
    decide: (request) => {
      const { award, status } = request;
      const now = deps.clock.now();
      if (!award || status !== 'assigned') throw refuse(request, 'accepted', { by: 'contractor', now });
      requireVersion(request, input.version, actor.role);
      if (award.acceptedAt !== null) throw new AppError('conflict', 'This job is yours already');
      if (award.acceptDueAt && award.acceptDueAt <= now)
        throw new AppError('conflict', 'The offer has lapsed');
      return {
        set: { award: { ...award, acceptedAt: now, acceptDueAt: null }, waitingOn: 'contractor' },
        event: { type: 'offer_accepted' },
        notices: toParties(request, 'offer_accepted'),
      };
    },
  });
};
