import { CreatePlan, EndPlan, GetPlan, ListPlans, Plan, PlanPage, UpdatePlan } from '@pmp/contracts/plan';
import { answer } from '../../trpc/answer.ts';
import { homeownerProcedure, router } from '../../trpc/init.ts';
import { createPlan } from './create-plan.ts';
import { endPlan } from './end-plan.ts';
import { getPlan } from './get-plan.ts';
import { listPlans } from './list-plans.ts';
import { updatePlan } from './update-plan.ts';

export const homeownerPlans = router({
  list: homeownerProcedure
    .input(ListPlans)
    .output(answer(PlanPage))
    .query(({ ctx, input }) => listPlans(ctx.deps, ctx.actor, input)),

  get: homeownerProcedure
    .input(GetPlan)
    .output(answer(Plan))
    .query(({ ctx, input }) => getPlan(ctx.deps, ctx.actor, input)),

  create: homeownerProcedure
    .input(CreatePlan)
    .output(answer(Plan))
    .mutation(({ ctx, input }) => createPlan(ctx.deps, ctx.actor, input)),

  update: homeownerProcedure
    .input(UpdatePlan)
    .output(answer(Plan))
    .mutation(({ ctx, input }) => updatePlan(ctx.deps, ctx.actor, input)),

  end: homeownerProcedure
    .input(EndPlan)
    .output(answer(Plan))
    .mutation(({ ctx, input }) => endPlan(ctx.deps, ctx.actor, input)),
});
