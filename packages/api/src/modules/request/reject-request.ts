import type { RejectRequest } from '@pmp/contracts/request-moves';
import type { Official } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toHomeowner, toInvited } from './request.notices.ts';
import type { Request } from './request.ports.ts';

/** Turns a request down, with a text that its homeowner reads. */
export const rejectRequest = (deps: ChangeNeeds, actor: Official, input: RejectRequest): Promise<Request> => {
  const { resolution, closingText } = input;
  return moveRequest(deps, actor, {
    move: 'reject',
    input,
    make: (request, now) => ({
      set: { resolution, closingText, waitingOn: 'none', endedAt: now },
      event: { type: 'rejected', reason: closingText },
      notices: [...toHomeowner(request, 'rejected'), ...toInvited(request, 'rejected')],
    }),
  });
};
