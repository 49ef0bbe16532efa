import type { RequestCommand } from '@pmp/contracts/request-moves';
import type { Homeowner, System } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toParties } from './request.notices.ts';
import type { Request } from './request.ports.ts';

/** The homeowner agrees that the work is done, or the clock does for one who has said nothing for a week. */
export const confirmCompletion = (
  deps: ChangeNeeds,
  actor: Homeowner | System,
  input: RequestCommand,
): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'confirm',
    input,
    make: (request, now) => ({
      set: {
        resolution: 'fixed',
        // The work is done; the bill for it may still wait.
        waitingOn: request.invoice?.state === 'published' ? 'homeowner' : 'none',
        endedAt: now,
      },
      event: { type: 'confirmed' },
      notices: toParties(request, 'confirmed'),
    }),
  });
