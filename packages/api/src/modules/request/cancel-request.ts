import type { CancelRequest } from '@pmp/contracts/request-moves';
import type { Homeowner } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toInvited, toParties } from './request.notices.ts';
import type { Request } from './request.ports.ts';
import { visitsBefore } from './request.states.ts';

/** Withdraws a request. Once a contractor has been chosen, it takes a reason. Whoever was asked to quote is told. */
export const cancelRequest = (deps: ChangeNeeds, actor: Homeowner, input: CancelRequest): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'cancel',
    input,
    make: (request, now) => ({
      set: {
        resolution: 'withdrawn',
        waitingOn: 'none',
        endedAt: now,
        windows: null,
        visits: visitsBefore(request, now),
      },
      event: { type: 'cancelled', reason: input.reason ?? null },
      notices: [
        ...toParties(request, 'cancelled'),
        ...(request.status === 'quoting' ? toInvited(request, 'cancelled') : []),
      ],
    }),
  });
