import type { ReinstatePerson, Standing } from '@pmp/contracts/person';
import type { Deps } from '../../deps.ts';
import type { Official } from '../../kernel/actor.ts';
import { AppError, notFound } from '../../kernel/app-error.ts';
import { decideStanding } from './decide-standing.ts';

/** Lets a suspended person in again. Someone who is in already is left as they are; someone erased does not come back. */
export const reinstatePerson = (
  deps: Pick<Deps, 'blocks' | 'blocked' | 'clock'>,
  actor: Official,
  { commandKey, ...input }: ReinstatePerson,
): Promise<Standing> =>
  decideStanding(deps, actor, {
    personId: input.personId,
    state: 'active',
    reason: input.reason,
    commandKey,
    payload: { reinstate: input },
    judge: (current) => {
      if (!current) throw notFound();
      if (current.state === 'erased') throw new AppError('conflict', 'This person has been erased');
      return current.state === 'active' ? 'leave' : 'change';
    },
  });
