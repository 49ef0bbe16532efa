import { ReinstatePerson, Standing, SuspendPerson } from '@pmp/contracts/person';
import { answer } from '../../trpc/answer.ts';
import { officialProcedure, router } from '../../trpc/init.ts';
import { reinstatePerson } from './reinstate-person.ts';
import { suspendPerson } from './suspend-person.ts';

export const officialPeople = router({
  suspend: officialProcedure
    .input(SuspendPerson)
    .output(answer(Standing))
    .mutation(({ ctx, input }) => suspendPerson(ctx.deps, ctx.actor, input)),

  reinstate: officialProcedure
    .input(ReinstatePerson)
    .output(answer(Standing))
    .mutation(({ ctx, input }) => reinstatePerson(ctx.deps, ctx.actor, input)),
});
