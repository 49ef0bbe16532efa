import type { Plan as PlanView } from '@pmp/contracts/plan';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { toPlanView } from './plan.view.ts';

export const getPlan = async (
  { plans }: Pick<Deps, 'plans'>,
  actor: Homeowner,
  { id }: { id: string },
): Promise<PlanView> => {
  const own = await plans.own(id, actor.id);
  if (!own) throw notFound();
  return toPlanView(own.plan);
};
