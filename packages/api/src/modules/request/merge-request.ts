import { open311Status } from '@pmp/contracts/lifecycle';
import type { MergeRequest } from '@pmp/contracts/request-moves';
import { greatCircleDistance, UNITS } from 'h3-js';
import type { Deps } from '../../deps.ts';
import type { Homeowner, Official } from '../../kernel/actor.ts';
import { AppError, badField } from '../../kernel/app-error.ts';
import { hasRoom } from '../event/event.ports.ts';
import { type ChangeNeeds, tailAfter, type Write } from './change-request.ts';
import { moveRequest } from './move-request.ts';
import { derivedOf } from './request.derived.ts';
import { toHomeowner, toInvited } from './request.notices.ts';
import { requireNoPart } from './request.policy.ts';
import type { Request, RequestChange, WholeRequest } from './request.ports.ts';
import { wholeRequestFor } from './request.scope.ts';

type Needs = ChangeNeeds & Pick<Deps, 'transact'>;

const mostMetresApart = 250;

/**
 * Turns a request down because it was reported before. Both are written in one transaction, so that the earlier one cannot itself be
 * merged into a third, or end, at the same time.
 */
export const mergeRequest = (
  deps: Needs,
  actor: Homeowner | Official,
  input: MergeRequest,
): Promise<Request> => {
  const { duplicateOfId } = input;
  return moveRequest(deps, actor, {
    move: 'merge',
    input,
    make: async (request, now) => {
      const earlier = await original(deps, actor, { request, duplicateOfId });
      return {
        set: { resolution: 'duplicate', duplicateOfId, waitingOn: 'none', endedAt: now },
        event: { type: 'merged', facts: { duplicateOfId } },
        notices: [...toHomeowner(request, 'merged'), ...toInvited(request, 'merged')],
        write: mergeInto(deps, earlier),
      };
    },
  });
};

/** The earlier request, if it may be that: reported before, open, no duplicate itself, of the same property or near. */
const original = async (
  { requests }: Needs,
  actor: Homeowner | Official,
  { request, duplicateOfId }: { request: Request; duplicateOfId: string },
): Promise<WholeRequest> => {
  if (duplicateOfId === request.id) throw badField('duplicateOfId', 'is this request itself');
  const whole = await wholeRequestFor(requests, actor, { id: duplicateOfId }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') {
      throw badField('duplicateOfId', 'is not a request that you can see');
    }
    throw error;
  });
  const earlier = whole.request;
  requireNoPart(earlier, actor);
  if (open311Status(earlier.status) === 'closed') throw badField('duplicateOfId', 'has ended');
  if (earlier.status === 'draft') throw badField('duplicateOfId', 'has not been reported yet');
  if (earlier.createdAt > request.createdAt) throw badField('duplicateOfId', 'was reported later');
  if (!isNear(request, earlier)) {
    throw badField('duplicateOfId', `is of another property, more than ${mostMetresApart} m away`);
  }
  return whole;
};

const isNear = (one: Request, other: Request): boolean => {
  if (one.propertyId !== null && one.propertyId === other.propertyId) return true;
  const [from, to] = [one.place.point, other.place.point];
  if (!from || !to) return false;
  return greatCircleDistance([from.lat, from.lon], [to.lat, to.lon], UNITS.m) <= mostMetresApart;
};

/** Writes the earlier request first: whoever merges that one too gets to it in the same order, and one of them looks again. */
const mergeInto =
  ({ transact, relay }: Needs, { request: earlier, tail }: WholeRequest): Write =>
  async (change) => {
    const absorbed = absorbing(earlier, change);
    if (!hasRoom(tail, absorbed.entry)) {
      throw new AppError('case_full', 'The earlier case is catching up; try again later');
    }
    const merged = await transact(async ({ requests }) => {
      const kept = await requests.change(absorbed);
      return kept && requests.change(change);
    });
    if (merged) relay.push(tailAfter(absorbed, tail));
    return merged;
  };

const absorbing = (request: Request, { entry }: RequestChange): RequestChange => ({
  request,
  set: {},
  derived: derivedOf(request),
  entry: {
    ...entry,
    seq: request.version + 1,
    type: 'absorbed',
    from: request.status,
    to: request.status,
    facts: {},
    notices: toHomeowner(request, 'absorbed'),
  },
  command: undefined,
});
