import type { Plan as PlanView } from '@pmp/contracts/plan';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import { changeOnce, commandOf } from '../../kernel/command.ts';
import type { Plan, PlanFields } from './plan.ports.ts';
import { toPlanView } from './plan.view.ts';

interface Change {
  id: string;
  commandKey: string | undefined;
  /** All that makes this command another than one under the same key. */
  payload: object;
  /** Refuses by throwing; undefined leaves the plan as it is. */
  decide(plan: Plan, now: Date): PlanFields | undefined;
}

/** The one way in which a homeowner changes a plan: read their own, judge, compare-and-set. */
export const changePlan = async (
  { plans, clock }: Pick<Deps, 'plans' | 'clock'>,
  actor: Homeowner,
  { id, commandKey, payload, decide }: Change,
): Promise<PlanView> => {
  const command = commandOf(commandKey, payload);
  const changed = await changeOnce({
    command,
    read: async () => {
      const own = await plans.own(id, actor.id);
      if (!own) throw notFound();
      return own;
    },
    write: async ({ plan }) => {
      const at = clock.now();
      const set = decide(plan, at);
      if (!set) return plan;
      return plans.change({ id, ownerId: actor.id, expectedVersion: plan.version, set, at, command });
    },
    repeated: ({ plan }) => plan,
  });
  return toPlanView(changed);
};
