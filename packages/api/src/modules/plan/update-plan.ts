import type { Plan as PlanView, UpdatePlan } from '@pmp/contracts/plan';
import type { Deps } from '../../deps.ts';
import type { Homeowner } from '../../kernel/actor.ts';
import { badField } from '../../kernel/app-error.ts';
import { changePlan } from './change-plan.ts';
import { requireCategory, requireProperty } from './plan.guards.ts';
import { checkedDates, datesAfter, noDates, requireGoingOn, requireVersion } from './plan.policy.ts';
import type { Plan, PlanFields } from './plan.ports.ts';
import { sameDayIn } from './plan.rule.ts';

type Needs = Pick<Deps, 'plans' | 'properties' | 'categories' | 'clock'>;

/** Corrects a plan, pauses it or lets it go on. What has been made into a request already is not made again. */
export const updatePlan = async (
  deps: Needs,
  actor: Homeowner,
  { commandKey, ...input }: UpdatePlan,
): Promise<PlanView> => {
  const { id, version, ...edit } = input;
  if (edit.category !== undefined) requireCategory(deps, edit.category);
  if (edit.propertyId !== undefined) await requireProperty(deps, actor, edit.propertyId);
  return changePlan(deps, actor, {
    id,
    commandKey,
    payload: { update: input },
    decide: (plan, now) => {
      requireGoingOn(plan);
      requireVersion(plan, version);
      return fieldsOf(plan, edit, now);
    },
  });
};

type Edit = Omit<UpdatePlan, 'id' | 'version' | 'commandKey'>;

const plain = ['propertyId', 'title', 'description', 'category', 'priority'] as const;
const scheduling = ['zone', 'rrule', 'startsOn', 'leadDays'] as const;

const sent = (edit: Edit, names: readonly (keyof Edit)[]): PlanFields =>
  Object.fromEntries(names.filter((name) => edit[name] !== undefined).map((name) => [name, edit[name]]));

const pauseOf = (plan: Plan, paused: boolean | undefined) => {
  if (paused === undefined) return plan.pausedBecause;
  return paused ? (plan.pausedBecause ?? 'asked') : null;
};

/** A day that has been made is over in every zone, also where it is nine o'clock later. */
const lastDueIn = ({ lastDueAt, zone }: Plan, to: string) =>
  lastDueAt && zone !== to ? sameDayIn(lastDueAt, { from: zone, to }) : lastDueAt;

const fieldsOf = (plan: Plan, edit: Edit, now: Date): PlanFields => {
  const set = sent(edit, plain);
  const schedule = sent(edit, scheduling);
  const reschedules = Object.keys(schedule).length > 0;
  if (Object.keys(set).length === 0 && !reschedules && edit.paused === undefined) {
    throw badField('', 'send at least one field to change');
  }
  const pausedBecause = pauseOf(plan, edit.paused);
  if (!reschedules && pausedBecause === plan.pausedBecause) return set;
  const planned = { ...plan, ...schedule };
  const lastDueAt = lastDueIn(plan, planned.zone);
  const after = lastDueAt && lastDueAt > now ? lastDueAt : now;
  const dates = reschedules ? checkedDates(planned, after) : datesAfter(planned, after);
  return { ...set, ...schedule, lastDueAt, pausedBecause, ...(pausedBecause ? noDates : dates) };
};
