import type { Standing, SuspendPerson } from '@pmp/contracts/person';
import type { Deps } from '../../deps.ts';
import type { Official } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { decideStanding } from './decide-standing.ts';

type Needs = Pick<Deps, 'blocks' | 'blocked' | 'officials' | 'clock'>;

/** Shuts a person out. Nobody shuts out themselves or another official: one stolen token could lock the whole city out. */
export const suspendPerson = async (
  deps: Needs,
  actor: Official,
  { commandKey, ...input }: SuspendPerson,
): Promise<Standing> => {
  const { personId, reason } = input;
  if (personId === actor.id) throw new AppError('forbidden', "You can't suspend yourself");
  if (await deps.officials.has(personId)) {
    throw new AppError('forbidden', "An official can't be suspended here; take the role away at the issuer");
  }
  return decideStanding(deps, actor, {
    personId,
    state: 'suspended',
    reason,
    commandKey,
    payload: { suspend: input },
    judge: (current) => (current === undefined || current.state === 'active' ? 'change' : 'leave'),
  });
};
