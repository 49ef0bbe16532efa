import type { Page } from '@pmp/contracts/page';
import type { ListPlans, Plan as PlanView } from '@pmp/contracts/plan';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { toPage } from '../../kernel/page.ts';
import { toPlanView } from './plan.view.ts';

export const listPlans = async (
  { plans }: Pick<Deps, 'plans'>,
  actor: Homeowner,
  input: ListPlans,
): Promise<Page<PlanView>> => toPage(input, await plans.listOwned(actor.id, input), toPlanView);
