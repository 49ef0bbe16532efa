import type { SetPriorityFloor } from '@pmp/contracts/request-moves';
import type { Official } from '../../kernel/actor.ts';
import { commandOf } from '../../kernel/command.ts';
import { type ChangeNeeds, changeRequest } from './change-request.ts';
import { requireOpen, requireVersion } from './request.policy.ts';
import type { Request } from './request.ports.ts';

/** Sets how soon it has to be at least. Not a move: the state stays. Setting what is set already records nothing. */
export const setPriorityFloor = async (
  deps: ChangeNeeds,
  actor: Official,
  { commandKey, ...input }: SetPriorityFloor,
): Promise<Request> => {
  const { id, version, priorityFloor } = input;
  return changeRequest(deps, actor, {
    id,
    command: commandOf(commandKey, { setPriorityFloor: input }),
    decide: (current) => {
      requireOpen(current, deps.clock.now());
      requireVersion(current, version, actor.role);
      if (current.priorityFloor === priorityFloor) return undefined;
      return {
        set: { priorityFloor },
        event: { type: 'prioritised', fields: ['priorityFloor'] },
        notices: [{ to: current.homeownerId, kind: 'request_prioritised' }],
      };
    },
  });
};
