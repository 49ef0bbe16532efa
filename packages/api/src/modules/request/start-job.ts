import type { RequestCommand } from '@pmp/contracts/request-moves';
import type { Contractor } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toParties } from './request.notices.ts';
import type { Request } from './request.ports.ts';
import { turnOf, visitsAtStart } from './request.states.ts';

/** The work begins. A visit that was agreed for about now was kept. */
export const startJob = (deps: ChangeNeeds, actor: Contractor, input: RequestCommand): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'start',
    input,
    make: (request, now) => ({
      set: {
        startedAt: request.startedAt ?? now,
        visits: visitsAtStart(request, now),
        windows: null,
        waitingOn: turnOf({ ...request, windows: null }),
      },
      event: { type: 'started' },
      notices: toParties(request, 'started'),
    }),
  });
