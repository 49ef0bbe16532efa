import { priorities } from '@pmp/contracts/category';
import type { Group } from '../add-group.ts';
import { needed, oneOf, parsed, text, usually, whole } from '../field.ts';
import { clientKey, id, onOne } from '../fields.ts';
import { change, list, read } from '../row.ts';
import { nextDue, planColumns, planFields } from '../views/plan-view.ts';

const what = {
  propertyId: text('--property-id <id>', 'one of your properties'),
  title: text('--title <text>', 'in a few words'),
  description: text('--description <text>', 'what is to be done'),
  category: text('--category <code>', 'see: pmp categories list'),
  rrule: text('--rrule <rule>', 'when, as in calendars: FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1'),
  zone: text('--zone <zone>', 'whose clock shows 09:00 when it is due: Europe/Berlin'),
  startsOn: text('--starts-on <date>', 'the day that the rule counts from: 2026-01-01'),
  leadDays: whole('--lead-days <n>', 'how many days before it is due the request is made', { what: 'days' }),
  priority: oneOf('--priority <priority>', 'how soon', priorities),
};

export const planGroup: Group = {
  name: 'plans',
  description: 'maintenance that comes round',
  role: 'homeowner',
  rows: [
    list({
      name: 'list',
      description: 'your recurring plans, newest first',
      procedure: 'homeowner.plans.list',
      columns: planColumns,
    }),
    read({
      name: 'get',
      description: 'one plan',
      procedure: 'homeowner.plans.get',
      fields: { id },
      view: planFields,
    }),
    change({
      name: 'create',
      description: 'plan maintenance that comes round; each time it becomes a request by itself',
      procedure: 'homeowner.plans.create',
      fields: {
        propertyId: needed(what.propertyId),
        title: needed(what.title),
        description: needed(what.description),
        category: needed(what.category),
        rrule: needed(what.rrule),
        zone: needed(what.zone),
        startsOn: needed(what.startsOn),
        leadDays: usually(what.leadDays, 0),
        priority: what.priority,
        clientKey,
      },
      view: planFields,
      said: (plan) => `Planned: next due ${nextDue(plan)}.`,
    }),
    change({
      name: 'update',
      description: 'correct a plan, pause it or let it go on',
      procedure: 'homeowner.plans.update',
      fields: {
        ...onOne,
        version: needed(onOne.version),
        ...what,
        paused: parsed('--paused <yes|no>', 'leaves out what falls due meanwhile', {
          read: (given) => ({ yes: true, no: false })[given],
          wanted: 'Say yes or no.',
        }),
      },
      examples: ['<id> --if-version 1 --paused yes'],
      view: planFields,
      said: (plan) => `Corrected: next due ${nextDue(plan)}.`,
    }),
    change({
      name: 'end',
      description: 'end a plan for good; what it has made stays',
      procedure: 'homeowner.plans.end',
      fields: onOne,
      view: planFields,
      said: ({ title }) => `Ended “${title}”.`,
    }),
  ],
};
