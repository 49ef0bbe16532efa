import type { ReasonedCommand } from '@pmp/contracts/request-moves';
import type { Homeowner } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toParties } from './request.notices.ts';
import type { Request } from './request.ports.ts';

/** It is not done after all. The contractor goes on. */
export const sendBack = (deps: ChangeNeeds, actor: Homeowner, input: ReasonedCommand): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'send_back',
    input,
    make: (request) => ({
      set: {
        completion: null,
        reminded: false,
        returnedCount: request.returnedCount + 1,
        waitingOn: 'contractor',
      },
      event: { type: 'sent_back', reason: input.reason },
      notices: toParties(request, 'sent_back'),
    }),
  });
