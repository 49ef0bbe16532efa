import type { ReasonedCommand, RequestCommand } from '@pmp/contracts/request-moves';
import type { Contractor, Homeowner, Official, System } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toParties } from './request.notices.ts';
import type { Request } from './request.ports.ts';
import { goingOn } from './request.states.ts';

/** The work goes on where it paused. */
export const resumeJob = (
  deps: ChangeNeeds,
  actor: Homeowner | Contractor | System,
  input: RequestCommand,
): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'resume',
    input,
    make: (request, now) => ({
      ...goingOn(request, now),
      event: { type: 'resumed' },
      notices: toParties(request, 'resumed'),
    }),
  });

/** An official lets stopped work go on. */
export const liftStopWork = (deps: ChangeNeeds, actor: Official, input: ReasonedCommand): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'lift_stop_work',
    input,
    make: (request, now) => ({
      ...goingOn(request, now),
      event: { type: 'stop_work_lifted', reason: input.reason },
      notices: toParties(request, 'stop_work_lifted'),
    }),
  });
