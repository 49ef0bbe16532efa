import { ContractorProfile, OwnProfile, SaveProfile } from '@pmp/contracts/contractor';
import { answer } from '../../trpc/answer.ts';
import { contractorProcedure, router } from '../../trpc/init.ts';
import { getProfile } from './get-profile.ts';
import { saveProfile } from './save-profile.ts';

export const contractorProfile = router({
  get: contractorProcedure.output(answer(OwnProfile)).query(({ ctx }) => getProfile(ctx.deps, ctx.actor)),

  save: contractorProcedure
    .input(SaveProfile)
    .output(answer(ContractorProfile))
    .mutation(({ ctx, input }) => saveProfile(ctx.deps, ctx.actor, input)),
});
