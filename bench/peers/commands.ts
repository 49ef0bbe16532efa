import type { CancelRequest, RejectRequest, SetPriorityFloor } from '@pmp/contracts/request-moves';
import type { Visit } from '@pmp/contracts/request-view';
import { change } from './change.ts';
import { everyone, type RequestDoc } from './stored.ts';
import { type Caller, Refused } from './tokens.ts';
import { forHomeowner, forOfficial } from './views.ts';

const officials = {
  'place.jurisdictionId': { $in: ['riverton', null] },
  status: { $nin: ['draft'] },
};

const cancelled = (visits: readonly Visit[] = []): Visit[] =>
  visits.map((visit) => (visit.state === 'confirmed' ? { ...visit, state: 'cancelled' } : visit));

const toInvited = ({ openTo = [] }: RequestDoc) =>
  openTo.filter((id) => id.toHexString() !== everyone).map((to) => ({ to }));

export const cancel = async (caller: Caller, { commandKey, ...input }: CancelRequest) => {
  const { id, version, reason } = input;
  const doc = await change({
    by: caller.id,
    scope: { homeownerId: caller.id },
    id,
    version,
    commandKey,
    payload: { cancel: input, as: 'homeowner' },
    make: (found, now) => {
      const { status, award, visits, homeownerId } = found;
      const isAwarded = status === 'assigned' || status === 'scheduled';
      if (!isAwarded && !['draft', 'submitted', 'quoting'].includes(status))
        throw new Refused(409, 'Too late');
      if (isAwarded && reason === undefined) throw new Refused(422, 'Tell the contractor why');
      return {
        set: {
          resolution: 'withdrawn',
          waitingOn: 'none',
          endedAt: now,
          windows: null,
          visits: cancelled(visits),
          status: 'cancelled',
        },
        told: {
          type: 'cancelled',
          by: caller.id,
          role: 'homeowner',
          reason,
          notices: [
            { to: homeownerId },
            ...(award ? [{ to: award.contractorId }] : []),
            ...(status === 'quoting' ? toInvited(found) : []),
          ],
        },
      };
    },
  });
  return forHomeowner(doc);
};

export const reject = async (caller: Caller, { commandKey, ...input }: RejectRequest) => {
  const { id, version, resolution, closingText } = input;
  const doc = await change({
    by: caller.id,
    scope: officials,
    id,
    version,
    commandKey,
    payload: { reject: input, as: 'official' },
    make: (found, now) => {
      if (!['submitted', 'quoting'].includes(found.status)) throw new Refused(409, 'Too late');
      return {
        set: { resolution, closingText, waitingOn: 'none', endedAt: now, status: 'rejected' },
        told: {
          type: 'rejected',
          by: caller.id,
          role: 'official',
          reason: closingText,
          notices: [{ to: found.homeownerId }, ...toInvited(found)],
        },
      };
    },
  });
  return forOfficial(doc);
};

export const setPriorityFloor = async (caller: Caller, { commandKey, ...input }: SetPriorityFloor) => {
  const { id, version, priorityFloor } = input;
  const doc = await change({
    by: caller.id,
    scope: officials,
    id,
    version,
    commandKey,
    payload: { setPriorityFloor: input },
    make: ({ status, homeownerId }) => {
      if (['closed', 'cancelled', 'rejected'].includes(status)) throw new Refused(409, 'Too late');
      return {
        set: { priorityFloor },
        told: {
          type: 'prioritised',
          by: caller.id,
          role: 'official',
          fields: ['priorityFloor'],
          notices: [{ to: homeownerId }],
        },
      };
    },
  });
  return forOfficial(doc);
};
