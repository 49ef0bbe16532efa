import type { GetContractor, PublicContractor } from '@pmp/contracts/contractor';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { toPublicContractor } from './contractor.view.ts';

/** Also one who takes no new work: their quotes and jobs go on. */
export const getContractor = async (
  { contractors, clock }: Pick<Deps, 'contractors' | 'clock'>,
  _actor: Homeowner,
  { id }: GetContractor,
): Promise<PublicContractor> => {
  const contractor = await contractors.find(id);
  if (!contractor) throw notFound();
  return toPublicContractor(contractor, clock.now());
};
