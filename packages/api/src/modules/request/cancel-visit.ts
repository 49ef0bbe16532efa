import type { ReasonedCommand } from '@pmp/contracts/request-moves';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { type ChangeNeeds, changeRequest, type Outcome } from './change-request.ts';
import { judgeMove, moveCommand } from './move-request.ts';
import { agreedVisit } from './request.derived.ts';
import { toParties } from './request.notices.ts';
import { requireVersion } from './request.policy.ts';
import type { Request } from './request.ports.ts';
import { turnOf, visitsWith } from './request.states.ts';

/**
 * Gives up the agreed visit: the move `unschedule`. In progress it leaves the work going on, and is no move. The contractor's calendar
 * is not written: whoever wants that time finds that the visit no longer stands.
 */
export const cancelVisit = (
  deps: ChangeNeeds,
  actor: Homeowner | Contractor,
  input: ReasonedCommand,
): Promise<Request> => {
  const asMove = judgeMove(deps, actor, {
    move: 'unschedule',
    input,
    make: (request) => givenUp(request, input.reason),
  });
  return changeRequest(deps, actor, {
    id: input.id,
    command: moveCommand('unschedule', actor, input),
    decide: (request, beside) => {
      if (request.status !== 'in_progress' || !agreedVisit(request)) return asMove(request, beside);
      requireVersion(request, input.version, actor.role);
      return givenUp(request, input.reason);
    },
  });
};

/** What is still offered waits for the other side; without that it is for the contractor to offer. */
const givenUp = (request: Request, reason: string): Outcome => {
  const visit = agreedVisit(request);
  return {
    set: { visits: visitsWith(request, 'cancelled'), waitingOn: turnOf(request) },
    event: {
      type: 'unscheduled',
      reason,
      facts: visit ? { start: visit.start, end: visit.end, zone: visit.zone } : {},
    },
    notices: toParties(request, 'unscheduled'),
  };
};
