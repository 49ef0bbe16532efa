import type { RequestStatus } from '@pmp/contracts/lifecycle';
import type { ConfirmWindow } from '@pmp/contracts/request-moves';
import { mostVisits, type Visit } from '@pmp/contracts/request-view';
import type { Deps } from '../../deps.ts';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { AppError, badField } from '../../kernel/app-error.ts';
import { withBooking } from '../calendar/book-visit.ts';
import { type ChangeNeeds, changeRequest, type Outcome, type Write } from './change-request.ts';
import { judgeMove, moveCommand } from './move-request.ts';
import { requireGuards } from './request.guards.ts';
import { toParties } from './request.notices.ts';
import { requireVersion } from './request.policy.ts';
import type { Request } from './request.ports.ts';
import { turnOf, visitsBefore } from './request.states.ts';

type Needs = ChangeNeeds & Pick<Deps, 'calendars' | 'transact'>;

/** Where another visit can be agreed on without a move: the request is, or has been, scheduled already. */
const further: readonly RequestStatus[] = ['scheduled', 'in_progress'];

/**
 * Agrees to a window that the other side has offered, and books it in the contractor's calendar in the same transaction. In `assigned`
 * this is the move `schedule`. Once scheduled, an offer that is agreed to takes the place of the visit before it, and in progress it adds
 * one: neither is a move. Everything else is for the table to judge.
 */
export const confirmWindow = (
  deps: Needs,
  actor: Homeowner | Contractor,
  input: ConfirmWindow,
): Promise<Request> => {
  const agree = (request: Request, now: Date) => agreed(deps, request, { by: actor.role, input, now });
  const asMove = judgeMove(deps, actor, { move: 'schedule', input, make: agree });
  return changeRequest(deps, actor, {
    id: input.id,
    command: moveCommand('schedule', actor, input),
    decide: (request, beside) => {
      if (!request.windows || !further.includes(request.status)) return asMove(request, beside);
      const now = deps.clock.now();
      requireVersion(request, input.version, actor.role);
      requireGuards(request, 'schedule', { by: actor.role, now });
      return agree(request, now);
    },
  });
};

interface Agreeing {
  by: 'homeowner' | 'contractor';
  input: ConfirmWindow;
  now: Date;
}

const agreed = async (deps: Needs, request: Request, agreeing: Agreeing): Promise<Outcome> => {
  const { award, visits } = request;
  if (!award) throw new Error('A visit without a contractor');
  const { start, end, zone } = offeredTo(request, agreeing);
  if (visits.length >= mostVisits) {
    throw new AppError('case_full', `A request has at most ${mostVisits} visits`);
  }
  const visit: Visit = { start, end, zone, state: 'confirmed' };
  const { contractorId } = award;
  const before = visitsBefore(request, agreeing.now);
  const { version, bookings } = await withBooking(deps, {
    contractorId,
    booking: { requestId: request.id, start, end },
    request: { ...request, visits: before },
    now: agreeing.now,
  });
  // The calendar first, always: whoever wants the same contractor gets to it in the same order.
  const write: Write = (change) =>
    deps.transact(async ({ requests, calendars }) =>
      (await calendars.book(contractorId, version, bookings)) ? requests.change(change) : undefined,
    );
  return {
    set: {
      visits: [...before, visit],
      windows: null,
      waitingOn: turnOf({ ...request, windows: null }),
    },
    event: { type: 'scheduled', facts: { start, end, zone } },
    notices: toParties(request, 'scheduled'),
    write,
  };
};

/** The window that is meant, if the other side has offered it and it is not over. */
const offeredTo = ({ windows: offer }: Request, { by, input, now }: Agreeing) => {
  if (!offer) throw new AppError('conflict', 'No time has been offered');
  if (offer.by === by)
    throw new AppError('conflict', 'You have offered this yourself; the other side agrees');
  const window = offer.windows.find(({ start }) => start.getTime() === input.start.getTime());
  if (!window) throw badField('start', 'is not one of the times that were offered');
  if (window.end <= now) throw badField('start', 'has passed');
  return { ...window, zone: offer.zone };
};
