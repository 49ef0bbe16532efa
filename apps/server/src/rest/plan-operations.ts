import { CreatePlan, EndPlan, Plan, UpdatePlan } from '@pmp/contracts/plan';
import { type Operation, operation } from './operation.ts';
import * as sample from './samples.ts';
import { ListQuery, nextLink, walkPages } from './walk-pages.ts';

const plans = '/homeowner/plans';

const repeatable = 'Send an `Idempotency-Key`, and repeating the call cannot do it twice.';

const shared = {
  tag: 'homeowner',
  reply: { schema: Plan, name: 'PlanOut', example: sample.plan },
} as const;

/** Maintenance that comes round, over REST. */
export const planOperations: readonly Operation[] = [
  operation({
    ...shared,
    method: 'GET',
    path: plans,
    name: 'list_plans',
    summary: 'List your recurring plans',
    description:
      'Newest first. All of them up to 1,000; a `Link` header with `rel="next"` leads to the rest.',
    procedure: 'homeowner.plans.list',
    query: ListQuery,
    status: 200,
    reply: { ...shared.reply, list: true },
    refusals: [],
    ask: (call, { query }) => walkPages(call, query),
    toReply: ({ items, nextCursor }, { query }) => ({
      body: items,
      headers: nextLink(plans, query, nextCursor),
    }),
  }),
  operation({
    ...shared,
    method: 'POST',
    path: plans,
    name: 'create_plan',
    summary: 'Plan maintenance that comes round',
    description:
      '`rrule` is the value of an RFC 5545 RRULE with at most one date a day; work is due at 09:00 in `zone` on each date, ' +
      `and the request is made \`leadDays\` days before. ${repeatable}`,
    procedure: 'homeowner.plans.create',
    body: { schema: CreatePlan, name: 'Plan', example: sample.newPlan },
    idempotency: 'clientKey',
    status: 201,
    refusals: [409],
    toReply: (plan) => ({ body: plan, headers: { location: `${plans}/${plan.id}` } }),
  }),
  operation({
    ...shared,
    method: 'GET',
    path: `${plans}/{id}`,
    name: 'get_plan',
    summary: 'Read one of your plans',
    procedure: 'homeowner.plans.get',
    status: 200,
    refusals: [404],
    toReply: (plan) => ({ body: plan }),
  }),
  operation({
    ...shared,
    method: 'PATCH',
    path: `${plans}/{id}`,
    name: 'update_plan',
    summary: 'Correct a plan, pause it or let it go on',
    description: `Send what changes and the \`version\` that you have seen. ${repeatable}`,
    procedure: 'homeowner.plans.update',
    body: { schema: UpdatePlan, name: 'PlanUpdate', example: sample.planEdit },
    idempotency: 'commandKey',
    status: 200,
    refusals: [404, 409],
    toReply: (plan) => ({ body: plan }),
  }),
  operation({
    ...shared,
    method: 'POST',
    path: `${plans}/{id}/end`,
    name: 'end_plan',
    summary: 'End a plan for good',
    description: `It stays to be read and makes no more requests. ${repeatable}`,
    procedure: 'homeowner.plans.end',
    body: { schema: EndPlan, name: 'PlanEnd', example: sample.planEnd },
    idempotency: 'commandKey',
    status: 200,
    refusals: [404, 409],
    toReply: (plan) => ({ body: plan }),
  }),
];
