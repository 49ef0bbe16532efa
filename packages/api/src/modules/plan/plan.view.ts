import type { Plan as PlanView } from '@pmp/contracts/plan';
import type { Plan } from './plan.ports.ts';

/** What the owner sees. */
export const toPlanView = ({
  ownerId: _,
  sortKey: __,
  makeAt: ___,
  lastDueAt: ____,
  ...plan
}: Plan): PlanView => ({
  ...plan,
  nextDueAt: plan.upcoming[0] ?? null,
  paused: plan.pausedBecause !== null,
});
