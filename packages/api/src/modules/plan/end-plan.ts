import type { EndPlan, Plan as PlanView } from '@pmp/contracts/plan';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { changePlan } from './change-plan.ts';
import { noDates, requireVersion } from './plan.policy.ts';

/** Ends a plan for good. One that has ended stays as it is. */
export const endPlan = (
  deps: Pick<Deps, 'plans' | 'clock'>,
  actor: Homeowner,
  { commandKey, ...input }: EndPlan,
): Promise<PlanView> =>
  changePlan(deps, actor, {
    id: input.id,
    commandKey,
    payload: { end: input },
    decide: (plan, now) => {
      if (plan.endedAt !== null) return undefined;
      requireVersion(plan, input.version);
      return { endedAt: now, pausedBecause: null, ...noDates };
    },
  });
