import type { CreatePlan, Plan as PlanView } from '@pmp/contracts/plan';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { commandOf, createOnce } from '../../kernel/command.ts';
import { storeWithin } from '../../kernel/slots.ts';
import { sortKey } from '../../kernel/sort-key.ts';
import { requireCategory, requireProperty } from './plan.guards.ts';
import { checkedDates } from './plan.policy.ts';
import type { Plan } from './plan.ports.ts';
import { toPlanView } from './plan.view.ts';

type Needs = Pick<Deps, 'allowances' | 'plans' | 'properties' | 'categories' | 'clock' | 'ids'>;

export const createPlan = async (
  deps: Needs,
  actor: Homeowner,
  { clientKey, ...input }: CreatePlan,
): Promise<PlanView> => {
  const { allowances, plans } = deps;
  const command = commandOf(clientKey, input);
  requireCategory(deps, input.category);
  await requireProperty(deps, actor, input.propertyId);
  const plan = await createOnce({
    command,
    insert: async () => {
      const opened = openPlan(deps, actor, input);
      const outcome = await storeWithin(allowances.planSlots, {
        key: actor.id,
        limit: allowances.plans,
        insert: (slot) => plans.insert({ ...opened, ...(slot !== undefined && { slot }) }, command),
        taken: () => plans.takenSlots(actor.id),
      });
      if (outcome === 'full') {
        return new AppError('too_many', `You can have ${allowances.plans} plans; end one first`);
      }
      return outcome === 'inserted' ? opened : 'duplicate';
    },
    createdWith: (key) => plans.createdWith(actor.id, key),
  });
  return toPlanView(plan);
};

const openPlan = (deps: Needs, actor: Homeowner, input: Omit<CreatePlan, 'clientKey'>): Plan => {
  const id = deps.ids.record();
  const now = deps.clock.now();
  return {
    id,
    version: 1,
    ownerId: actor.id,
    propertyId: input.propertyId,
    title: input.title,
    description: input.description,
    category: input.category,
    priority: input.priority ?? null,
    zone: input.zone,
    rrule: input.rrule,
    startsOn: input.startsOn,
    leadDays: input.leadDays,
    ...checkedDates(input, now),
    lastDueAt: null,
    lastRequestId: null,
    pausedBecause: null,
    endedAt: null,
    createdAt: now,
    updatedAt: now,
    sortKey: sortKey(now, id),
  };
};
