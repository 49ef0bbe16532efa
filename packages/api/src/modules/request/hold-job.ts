import type { HoldJob, ReasonedCommand } from '@pmp/contracts/request-moves';
import type { Hold } from '@pmp/contracts/request-view';
import type { Contractor, Homeowner, Official } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toParties } from './request.notices.ts';
import type { Request } from './request.ports.ts';
import { pausedSoFar, turnOf } from './request.states.ts';

/** Pauses the work until a day, or until somebody resumes it. */
export const holdJob = (deps: ChangeNeeds, actor: Homeowner | Contractor, input: HoldJob): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'hold',
    input,
    make: (request, now) => {
      const { holdReason, reason = null, until } = input;
      const { status: from } = request;
      const hold: Hold = { reason: holdReason, by: actor.role, from, since: now, until: until ?? null };
      return {
        set: { hold, waitingOn: turnOf({ ...request, hold }) },
        event: { type: 'held', reason, facts: { holdReason, ...(until && { until }) } },
        notices: toParties(request, 'held'),
      };
    },
  });

/** An official stops the work, also work that pauses already. Only an official lets it go on. */
export const stopWork = (deps: ChangeNeeds, actor: Official, input: ReasonedCommand): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'stop_work',
    input,
    make: (request, now) => {
      const from = request.hold?.from ?? request.status;
      const hold: Hold = { reason: 'stop_work', by: 'official', from, since: now, until: null };
      return {
        set: { hold, pausedMs: pausedSoFar(request, now), waitingOn: turnOf({ ...request, hold }) },
        event: { type: 'work_stopped', reason: input.reason, facts: { holdReason: 'stop_work' } },
        notices: toParties(request, 'work_stopped'),
      };
    },
  });
