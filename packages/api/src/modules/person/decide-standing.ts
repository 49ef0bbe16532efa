import type { Standing, StandingState } from '@pmp/contracts/person';
import type { Deps } from '../../deps.ts';
import type { Official } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { changeOnce, commandOf } from '../../kernel/command.ts';
import { decisionLimit, type PersonStanding } from './person.ports.ts';

interface Wanted {
  personId: string;
  state: StandingState;
  reason: string;
  commandKey: string | undefined;
  payload: object;
  /** Refuses by throwing; undefined leaves the standing as it is. */
  judge(current: PersonStanding | undefined): 'change' | 'leave';
}

/** The one way in which a person's standing changes: read, judge, compare-and-set with the decision, tell this process. */
export const decideStanding = async (
  deps: Pick<Deps, 'blocks' | 'blocked' | 'clock'>,
  actor: Official,
  { personId, state, reason, commandKey, payload, judge }: Wanted,
): Promise<Standing> => {
  const command = commandOf(commandKey, payload);
  const standing = await changeOnce({
    command,
    read: async () =>
      (await deps.blocks.standing(personId)) ?? { standing: undefined, commands: [], decisions: 0 },
    write: async ({ standing: current, decisions }) => {
      if (judge(current) === 'leave' && current) return current;
      if (decisions >= decisionLimit) {
        throw new AppError('case_full', 'Too much has been decided about this person; ask the operators');
      }
      return deps.blocks.change({
        personId,
        expectedVersion: current?.version ?? 0,
        decision: { state, by: actor.id, at: deps.clock.now(), reason },
        command,
      });
    },
    repeated: (found) => found.standing,
  });
  if (!standing) throw new AppError('conflict', 'Could not be decided; try again');
  deps.blocked.note(standing);
  return { personId, state: standing.state, changedAt: standing.changedAt };
};
