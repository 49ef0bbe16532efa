import { CreatePlan, EndPlan, Plan, UpdatePlan } from '@pmp/contracts/plan';
import { type Operation, operation } from '../operation.ts';
import { command, list, read, repeatable } from '../operation-makers.ts';
import * as sample from '../samples/plan.ts';
import { ListQuery } from '../walk-pages.ts';

const path = '/homeowner/plans';
const tag = 'homeowner';
const reply = { schema: Plan, name: 'PlanOut', example: sample.plan };

/** Maintenance that comes round. */
export const homeownerPlanOperations: readonly Operation[] = [
  operation({
    ...list(path),
    name: 'list_plans',
    summary: 'List your recurring plans',
    tag,
    procedure: 'homeowner.plans.list',
    query: ListQuery,
    reply: { ...reply, list: true },
    refusals: [],
  }),
  operation({
    method: 'POST',
    path,
    name: 'create_plan',
    summary: 'Plan maintenance that comes round',
    description:
      '`rrule` is the value of an RFC 5545 RRULE with at most one date a day; work is due at 09:00 in `zone` on each date, ' +
      `and the request is made \`leadDays\` days before. ${repeatable}`,
    tag,
    procedure: 'homeowner.plans.create',
    body: { schema: CreatePlan, name: 'Plan', example: sample.newPlan },
    idempotency: 'clientKey',
    status: 201,
    reply,
    refusals: [409],
    toReply: (plan) => ({ body: plan, headers: { location: `${path}/${plan.id}` } }),
  }),
  operation({
    ...read,
    path: `${path}/{id}`,
    name: 'get_plan',
    summary: 'Read one of your plans',
    tag,
    procedure: 'homeowner.plans.get',
    reply,
  }),
  operation({
    ...command,
    method: 'PATCH',
    path: `${path}/{id}`,
    name: 'update_plan',
    summary: 'Correct a plan, pause it or let it go on',
    description: `Send what changes and the \`version\` that you have seen. ${repeatable}`,
    tag,
    procedure: 'homeowner.plans.update',
    body: { schema: UpdatePlan, name: 'PlanUpdate', example: sample.planEdit },
    reply,
  }),
  operation({
    ...command,
    path: `${path}/{id}/end`,
    name: 'end_plan',
    summary: 'End a plan for good',
    description: `It stays to be read and makes no more requests. ${repeatable}`,
    tag,
    procedure: 'homeowner.plans.end',
    body: { schema: EndPlan, name: 'PlanEnd', example: sample.planEnd },
    reply,
  }),
];
