import type { RouterOutputs } from '@pmp/client';
import type { Column } from '../../table.ts';
import { day, days, moment } from '../words.ts';

type Plan = RouterOutputs['homeowner']['plans']['get'];

const reasons: Readonly<Record<NonNullable<Plan['pausedBecause']>, string>> = {
  asked: 'paused',
  property_gone: 'paused: the property is no longer yours',
  category_gone: 'paused: the category is no longer offered',
};

const state = ({ endedAt, pausedBecause, nextDueAt }: Plan): string => {
  if (endedAt !== null) return 'ended';
  if (pausedBecause !== null) return reasons[pausedBecause];
  return nextDueAt === null ? 'run out' : 'going on';
};

export const nextDue = ({ nextDueAt }: Plan): string => (nextDueAt === null ? 'never' : day(nextDueAt));

/** A plan as a row of a table. */
export const planColumns: readonly Column<Plan>[] = [
  { title: 'id', value: ({ id }) => id },
  { title: 'state', value: state },
  { title: 'next due', value: nextDue },
  { title: 'rule', value: ({ rrule }) => rrule, shrinks: true },
  { title: 'title', value: ({ title }) => title, shrinks: true },
];

/** A plan on its own. */
export const planFields = (plan: Plan): [string, string][] => [
  ['id', plan.id],
  ['state', state(plan)],
  ['title', plan.title],
  ['description', plan.description],
  ['category', plan.category],
  ['priority', plan.priority ?? "the category's"],
  ['property', plan.propertyId],
  ['rule', plan.rrule],
  ['zone', plan.zone],
  ['starts on', plan.startsOn],
  ['lead', days(plan.leadDays)],
  ['next due', nextDue(plan)],
  ...(plan.lastRequestId === null ? [] : [['last request', plan.lastRequestId] as [string, string]]),
  ['version', String(plan.version)],
  ['created', moment(plan.createdAt)],
  ['updated', moment(plan.updatedAt)],
];
