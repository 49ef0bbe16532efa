import type { OfficialRequest, SetPriorityFloor } from '@pmp/contracts/request';
import type { Official } from '../../kernel/actor.ts';
import { type ChangeNeeds, changeRequest } from './change-request.ts';
import { requireOpen, requireVersion } from './request.policy.ts';
import { toOfficialRequest } from './request.view.ts';

/** Sets how soon it has to be at least. Not a move: the state stays. Setting what is set already records nothing. */
export const setPriorityFloor = async (
  deps: ChangeNeeds,
  actor: Official,
  { commandKey, ...input }: SetPriorityFloor,
): Promise<OfficialRequest> => {
  const { id, version, priorityFloor } = input;
  const request = await changeRequest(deps, actor, {
    id,
    commandKey,
    payload: { setPriorityFloor: input },
    decide: (current) => {
      requireOpen(current);
      requireVersion(current, version);
      if (current.priorityFloor === priorityFloor) return undefined;
      return {
        set: { priorityFloor },
        event: { type: 'prioritised', fields: ['priorityFloor'] },
        notices: [{ to: current.homeownerId, kind: 'request_prioritised' }],
      };
    },
  });
  return toOfficialRequest(request);
};
