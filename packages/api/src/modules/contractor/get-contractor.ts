import type { GetContractor, PublicContractor } from '@pmp/contracts/contractor';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { toPublicContractor } from './contractor.view.ts';

/** Also one who takes no new work: their quotes and jobs go on. Not one who is suspended. */
export const getContractor = async (
  { contractors, blocked, clock }: Pick<Deps, 'contractors' | 'blocked' | 'clock'>,
  _actor: Homeowner,
  { id }: GetContractor,
): Promise<PublicContractor> => {
  const contractor = blocked.has(id) ? undefined : await contractors.find(id);
  if (!contractor) throw notFound();
  return toPublicContractor(contractor, clock.now());
};
