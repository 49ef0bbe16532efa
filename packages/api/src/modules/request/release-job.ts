import type { ReleaseJob } from '@pmp/contracts/request-moves';
import type { ReleasedJob } from '@pmp/contracts/request-view';
import type { Contractor, Homeowner, System } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { isRepeat, ownedBy } from '../../kernel/command.ts';
import type { ChangeNeeds } from './change-request.ts';
import { moveCommand, moveRequest } from './move-request.ts';
import { agreedVisit } from './request.derived.ts';
import { toParties } from './request.notices.ts';
import { everyone, type Request } from './request.ports.ts';
import { withoutAward } from './request.states.ts';

/**
 * Ends the award: the contractor steps back, the homeowner dismisses them, or the clock does it for who did not answer or come. Never a dead
 * end: where others may still quote, quotes go on, else the homeowner asks anew.
 */
export const releaseJob = (
  deps: ChangeNeeds,
  actor: Homeowner | Contractor | System,
  input: ReleaseJob,
): Promise<Request> =>
  moveRequest(deps, actor, {
    move: 'release',
    input,
    make: (request) => {
      const { award, openTo } = request;
      const { reason, partCost, disputed } = input;
      const visit = agreedVisit(request);
      const others = openTo.filter((id) => id === everyone || id !== award?.contractorId);
      return {
        to: others.length > 0 ? 'quoting' : 'submitted',
        set: { ...withoutAward(request), openTo: others },
        event: {
          type: 'released',
          reason,
          facts: {
            ...(award && { contractorId: award.contractorId }),
            ...(partCost && { partCost }),
            ...(disputed && { disputed }),
            // The request forgets its visits with the award; the history does not.
            ...(visit && { start: visit.start, end: visit.end, zone: visit.zone }),
          },
        },
        notices: toParties(request, 'released'),
      };
    },
  });

/** The contractor steps back. Afterwards the job is not theirs to see: a repeat is known by its key alone, which is the actor's own. */
export const stepBack = async (
  deps: ChangeNeeds,
  actor: Contractor,
  input: ReleaseJob,
): Promise<ReleasedJob> => {
  try {
    await releaseJob(deps, actor, input);
  } catch (error) {
    const isGone = error instanceof AppError && error.code === 'not_found';
    if (!isGone || !(await hasSteppedBack(deps, actor, input))) throw error;
  }
  return { id: input.id };
};

const hasSteppedBack = async ({ requests }: ChangeNeeds, actor: Contractor, input: ReleaseJob) => {
  const command = moveCommand('release', actor, input);
  if (!command) return false;
  // In nobody's scope: whoever was on the job before is told nothing but that they have sent this themselves.
  const whole = await requests.findWhole(input.id, { by: 'system' });
  return whole !== undefined && isRepeat(ownedBy(command, actor.id), whole.commands);
};
