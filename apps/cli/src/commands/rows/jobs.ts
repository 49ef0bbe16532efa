import type { RouterOutputs } from '@pmp/client';
import { holdReasons } from '@pmp/contracts/lifecycle';
import type { Group } from '../add-group.ts';
import { flag, many, needed, oneOf, text, usually, whole } from '../field.ts';
import { because, id, money, onOne, status, time, windows } from '../fields.ts';
import { change, list, read, table } from '../row.ts';
import { eventColumns } from '../views/event-view.ts';
import { jobFields, openJobColumns, openJobFields, requestColumns } from '../views/request-view.ts';
import { moment, oneLine } from '../words.ts';
import { jobMoneyRows } from './job-money.ts';

type Job = RouterOutputs['contractor']['jobs']['get'];

/** Shows the job as it now is, and says what has been done to it. */
const done = (what: string) => ({ view: jobFields, said: ({ number }: Job) => `${what} ${number}.` });
const ownReasons = holdReasons.filter((one) => one !== 'stop_work');

export const jobGroup: Group = {
  name: 'jobs',
  description: 'what you may quote for as a contractor, and the jobs that you have',
  role: 'contractor',
  rows: [
    list({
      name: 'board',
      description: 'what is published for your trades in your area, newest first',
      procedure: 'contractor.jobs.board',
      columns: openJobColumns,
    }),
    list({
      name: 'invitations',
      description: 'what you were asked by name to quote for, newest first',
      procedure: 'contractor.jobs.invitations',
      columns: openJobColumns,
    }),
    read({
      name: 'get-open',
      description: 'one request that you may quote for',
      procedure: 'contractor.jobs.getOpen',
      fields: { id },
      view: openJobFields,
    }),
    list({
      name: 'list',
      description: 'your jobs, newest first',
      procedure: 'contractor.jobs.list',
      fields: { status },
      columns: requestColumns,
    }),
    read({
      name: 'get',
      description: 'one of your jobs',
      procedure: 'contractor.jobs.get',
      fields: { id },
      view: jobFields,
    }),
    read({
      name: 'access',
      description: 'where a job is and how to get in, while it lasts',
      procedure: 'contractor.jobs.access',
      fields: { id },
      view: ({ address, point, accessNotes }) => [
        ['address', oneLine(address)],
        ['point', point === null ? 'unknown' : `${point.lat}, ${point.lon}`],
        ['notes', accessNotes ?? 'none'],
      ],
    }),
    table({
      name: 'timeline',
      description: 'what happened to a job since it is yours, oldest first',
      procedure: 'contractor.jobs.timeline',
      fields: { id },
      items: (events) => events,
      columns: eventColumns,
    }),
    table({
      name: 'calendar',
      description: 'the visits that you have agreed to, earliest first',
      procedure: 'contractor.jobs.calendar',
      fields: {
        from: needed(time('--from <time>', 'from when')),
        to: needed(time('--to <time>', 'until when, at most 62 days later')),
      },
      items: (visits) => visits,
      columns: [
        { title: 'job', value: ({ requestId }) => requestId },
        { title: 'number', value: ({ number }) => number },
        { title: 'start', value: ({ start }) => moment(start) },
        { title: 'end', value: ({ end }) => moment(end) },
        { title: 'zone', value: ({ zone }) => zone },
      ],
      examples: ['--from 2026-03-01T00:00Z --to 2026-03-31T00:00Z'],
    }),
    change({
      name: 'accept-offer',
      description: 'take a job that was offered to you without a quote',
      procedure: 'contractor.jobs.acceptOffer',
      fields: onOne,
      ...done('Accepted'),
    }),
    change({
      name: 'release',
      description: 'step back from a job; the homeowner chooses again',
      procedure: 'contractor.jobs.release',
      fields: {
        ...because,
        partCost: money('--part-cost <amount>', 'what the part that is done costs, once work has begun'),
        disputed: flag('--disputed', 'you do not agree about that'),
      },
      examples: ['<id> --reason "No van this week"'],
      view: (released) => [['id', released.id]],
      said: () => 'Stepped back; it is no longer yours to see.',
    }),
    change({
      name: 'offer-windows',
      description: 'say when you can come, in place of what you said before',
      procedure: 'contractor.jobs.offerWindows',
      fields: {
        ...onOne,
        windows: needed(windows),
        zone: needed(text('--zone <zone>', 'the IANA time zone in which they are meant: Europe/Berlin')),
      },
      examples: ['<id> --zone Europe/Berlin --window 2026-03-06T08:00Z/2026-03-06T11:00Z'],
      ...done('Offered windows for'),
    }),
    change({
      name: 'confirm-window',
      description: 'agree to one of the windows that the homeowner has offered',
      procedure: 'contractor.jobs.confirmWindow',
      fields: { ...onOne, start: needed(time('--start <time>', 'when it starts')) },
      ...done('Agreed to a visit for'),
    }),
    change({
      name: 'cancel-visit',
      description: 'call the visit off',
      procedure: 'contractor.jobs.cancelVisit',
      fields: because,
      ...done('Called the visit off for'),
    }),
    change({
      name: 'start',
      description: 'begin the work',
      procedure: 'contractor.jobs.start',
      fields: onOne,
      ...done('Began'),
    }),
    change({
      name: 'hold',
      description: 'pause the work',
      procedure: 'contractor.jobs.hold',
      fields: {
        ...onOne,
        holdReason: needed(oneOf('--because <reason>', 'why it pauses', ownReasons)),
        reason: text('--reason <text>', 'in words'),
        until: time('--until <time>', 'when it goes on by itself'),
      },
      examples: ['<id> --because parts --until 2026-03-18T07:00Z'],
      ...done('Paused'),
    }),
    change({
      name: 'resume',
      description: 'go on with the work',
      procedure: 'contractor.jobs.resume',
      fields: onOne,
      ...done('Going on with'),
    }),
    change({
      name: 'complete',
      description: 'say that the work is done',
      procedure: 'contractor.jobs.complete',
      fields: {
        ...onOne,
        note: needed(text('--note <text>', 'what was done')),
        cost: needed(money('--cost <amount>', 'what it came to')),
        labourMinutes: needed(whole('--minutes <n>', 'how long it took', { what: 'minutes' })),
        done: many(text('--done <code>', "a point of the category's checklist that was seen to")),
        warrantyDays: usually(whole('--warranty-days <n>', 'how long you stand by it', { what: 'days' }), 0),
      },
      examples: ['<id> --note "New cartridge" --cost "425 EUR" --minutes 90 --done no-leaks'],
      ...done('Completed'),
    }),
    ...jobMoneyRows,
  ],
};
