import { at, id } from './common.ts';

export const newPlan = {
  propertyId: id,
  title: 'Service the boiler',
  description: 'Yearly service, with a new filter.',
  category: 'heating',
  zone: 'Europe/Berlin',
  rrule: 'FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1',
  startsOn: '2026-01-01',
  leadDays: 14,
};
export const plan = {
  id,
  version: 1,
  ...newPlan,
  priority: null,
  nextDueAt: '2026-10-01T07:00:00.000Z',
  upcoming: ['2026-10-01T07:00:00.000Z', '2027-10-01T07:00:00.000Z', '2028-10-01T07:00:00.000Z'],
  lastRequestId: null,
  paused: false,
  pausedBecause: null,
  endedAt: null,
  createdAt: at,
  updatedAt: at,
};
export const planEdit = { version: 1, paused: true };
export const planEnd = { version: 1 };
