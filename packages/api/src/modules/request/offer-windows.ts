import type { RequestStatus } from '@pmp/contracts/lifecycle';
import { mostWindowDaysAhead, type OfferWindows, type Window } from '@pmp/contracts/request-moves';
import type { WindowOffer } from '@pmp/contracts/request-view';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { badField } from '../../kernel/app-error.ts';
import { commandOf } from '../../kernel/command.ts';
import { type ChangeNeeds, changeRequest } from './change-request.ts';
import { dayMs } from './request.derived.ts';
import { requireGuards } from './request.guards.ts';
import { toParties } from './request.notices.ts';
import { refuse, requireVersion } from './request.policy.ts';
import type { Request } from './request.ports.ts';
import { turnOf } from './request.states.ts';

/** Where a visit can be agreed on: the first, another time for it, and further ones once work has begun. */
const offerable: readonly RequestStatus[] = ['assigned', 'scheduled', 'in_progress'];

/** Says when a visit would suit, in place of what either side had offered before. Not a move: the other side has to agree to one. */
export const offerWindows = (
  deps: ChangeNeeds,
  actor: Homeowner | Contractor,
  input: OfferWindows,
): Promise<Request> => {
  const { commandKey, ...rest } = input;
  const by = actor.role;
  return changeRequest(deps, actor, {
    id: input.id,
    command: commandOf(commandKey, { offerWindows: rest, as: by }),
    decide: (request) => {
      const now = deps.clock.now();
      if (!offerable.includes(request.status)) {
        throw refuse(request, 'offered times for a visit', { by, now });
      }
      requireVersion(request, input.version, by);
      requireGuards(request, 'schedule', { by, now });
      requireAhead(input.windows, now);
      const { zone } = input;
      const windows: WindowOffer = { by, zone, windows: input.windows };
      return {
        set: { windows, waitingOn: turnOf({ ...request, windows }) },
        event: { type: 'windows_offered', facts: { zone } },
        notices: toParties(request, 'windows_offered'),
      };
    },
  });
};

const requireAhead = (windows: readonly Window[], now: Date) => {
  for (const [index, { start }] of windows.entries()) {
    const path = `windows.${index}.start`;
    if (start <= now) throw badField(path, 'has passed');
    if (start.getTime() - now.getTime() > mostWindowDaysAhead * dayMs) {
      throw badField(path, `is more than ${mostWindowDaysAhead} days ahead`);
    }
  }
};
