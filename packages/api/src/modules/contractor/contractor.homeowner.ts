import {
  GetContractor,
  ListContractors,
  PublicContractor,
  PublicContractorPage,
} from '@pmp/contracts/contractor';
import { answer } from '../../trpc/answer.ts';
import { homeownerProcedure, router } from '../../trpc/init.ts';
import { getContractor } from './get-contractor.ts';
import { listContractors } from './list-contractors.ts';

export const homeownerContractors = router({
  list: homeownerProcedure
    .input(ListContractors)
    .output(answer(PublicContractorPage))
    .query(({ ctx, input }) => listContractors(ctx.deps, ctx.actor, input)),

  get: homeownerProcedure
    .input(GetContractor)
    .output(answer(PublicContractor))
    .query(({ ctx, input }) => getContractor(ctx.deps, ctx.actor, input)),
});
