import type { ContractorProfile } from '@pmp/contracts/contractor';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { toContractorProfile } from './contractor.view.ts';

export const getProfile = async (
  { contractors }: Pick<Deps, 'contractors'>,
  actor: Contractor,
): Promise<ContractorProfile | null> => {
  const contractor = await contractors.find(actor.id);
  return contractor ? toContractorProfile(contractor) : null;
};
