import type { CreatePlan } from '@pmp/contracts/plan';
import { sortKey } from '../../src/kernel/sort-key.ts';
import type { Plan } from '../../src/modules/plan/plan.ports.ts';
import { hexId, instant } from './unique.ts';

/** The boiler, serviced every October. */
const boiler = {
  title: 'Service the boiler',
  description: 'Yearly service, with a new filter.',
  category: 'heating',
  zone: 'Europe/Berlin',
  rrule: 'FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1',
  startsOn: '2026-01-01',
  leadDays: 14,
};

/** A plan that waits for its first date. `sortKey` follows from the id and the instant unless it is given. */
export const aPlan = (overrides: Partial<Plan> = {}): Plan => {
  const id = overrides.id ?? hexId();
  const createdAt = overrides.createdAt ?? instant;
  return {
    id,
    version: 1,
    ownerId: hexId(),
    propertyId: hexId(),
    ...boiler,
    priority: null,
    upcoming: ['2026-10-01', '2027-10-01', '2028-10-01'].map((day) => new Date(`${day}T07:00:00Z`)),
    makeAt: new Date('2026-09-17T07:00:00Z'),
    lastDueAt: null,
    lastRequestId: null,
    pausedBecause: null,
    endedAt: null,
    createdAt,
    updatedAt: createdAt,
    sortKey: sortKey(createdAt, id),
    ...overrides,
  };
};

/** What a homeowner sends to plan something; `propertyId` has to be one of theirs. */
export const aNewPlan = (overrides: Partial<CreatePlan> = {}): CreatePlan => ({
  propertyId: hexId(),
  ...boiler,
  ...overrides,
});
