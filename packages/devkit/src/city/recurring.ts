import type { CreatePlan } from '@pmp/contracts/plan';
import { persona } from '../personas.ts';

/** Maintenance that comes round at the home of somebody who can sign in. */
interface RecurringPlan {
  readonly sub: string;
  /** Its first day, counted from today: late enough that the demo begins with no request of it. */
  readonly startsInDays: number;
  readonly plan: Omit<CreatePlan, 'propertyId' | 'startsOn' | 'zone'>;
}

/** Of the clocks in the demo cities. */
export const cityZone = 'America/Chicago';

export const recurringPlans: readonly RecurringPlan[] = [
  {
    sub: persona('homeowner').sub,
    startsInDays: 60,
    plan: {
      title: 'Service the boiler',
      description:
        'Yearly service before the cold sets in: clean the burner, check the pressure, new filter.',
      category: 'heating',
      rrule: 'FREQ=YEARLY',
      leadDays: 21,
      clientKey: 'demo-plan-1',
    },
  },
  {
    sub: persona('homeowner').sub,
    startsInDays: 35,
    plan: {
      title: 'Clean the gutters',
      description: 'Twice a year, front and back. The ladder is in the shed.',
      category: 'roofing',
      priority: 'low',
      rrule: 'FREQ=WEEKLY;INTERVAL=26',
      leadDays: 14,
      clientKey: 'demo-plan-2',
    },
  },
  {
    sub: persona('homeowner', true).sub,
    startsInDays: 20,
    plan: {
      title: 'Test the smoke alarms',
      description: 'All five, and change the batteries where it is due.',
      category: 'electrical',
      rrule: 'FREQ=WEEKLY;INTERVAL=13',
      leadDays: 7,
      clientKey: 'demo-plan-3',
    },
  },
];
