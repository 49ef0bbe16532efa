import type { HoldJob, ReasonedCommand } from '@pmp/contracts/request-moves';
import type { Contractor, Homeowner, Official } from '../../kernel/actor.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { toParties } from './request.notices.ts';
import type { Request } from './request.ports.ts';
import { pausedSoFar, waitingFor } from './request.states.ts';

/** Pauses the work until a day, or until somebody resumes it. */
export const holdJob = (deps: ChangeNeeds, actor: Homeowner | Contractor, input: HoldJob): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'hold',
    input,
    make: (request, now) => {
      const { holdReason, reason = null, until } = input;
      return {
        set: {
          hold: {
            reason: holdReason,
            by: actor.role,
            from: request.status,
            since: now,
            until: until ?? null,
          },
          waitingOn: waitingFor[holdReason],
        },
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
    make: (request, now) => ({
      set: {
        hold: {
          reason: 'stop_work',
          by: 'official',
          from: request.hold?.from ?? request.status,
          since: now,
          until: null,
        },
        pausedMs: pausedSoFar(request, now),
        waitingOn: waitingFor.stop_work,
      },
      event: { type: 'work_stopped', reason: input.reason, facts: { holdReason: 'stop_work' } },
      notices: toParties(request, 'work_stopped'),
    }),
  });
