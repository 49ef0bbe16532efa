import type { RouterOutputs } from '@pmp/client';
import { priorities } from '@pmp/contracts/category';
import { holdReasons } from '@pmp/contracts/lifecycle';
import type { Group } from '../add-group.ts';
import { flag, many, needed, oneOf, text, whole } from '../field.ts';
import { because, id, money, onOne, reason, status, time, windows } from '../fields.ts';
import { change, list, read, table } from '../row.ts';
import { eventColumns } from '../views/event-view.ts';
import { requestColumns, requestFields } from '../views/request-view.ts';
import { requestMoneyRows } from './request-money.ts';

type Request = RouterOutputs['homeowner']['requests']['get'];

/** Shows the request as it now is, and says what has been done to it. */
const done = (what: string) => ({
  view: requestFields,
  said: ({ number }: Request) => `${what} ${number}.`,
});
const score = (flags: string, help: string) =>
  needed(whole(flags, `${help}: 1 to 5, 5 is best`, { least: 1 }));
const ownReasons = holdReasons.filter((one) => one !== 'stop_work');

export const requestGroup: Group = {
  name: 'requests',
  description: 'what you reported as broken',
  role: 'homeowner',
  rows: [
    list({
      name: 'list',
      description: 'your requests, newest first',
      procedure: 'homeowner.requests.list',
      fields: { status },
      columns: requestColumns,
    }),
    read({
      name: 'get',
      description: 'one request',
      procedure: 'homeowner.requests.get',
      fields: { id },
      view: requestFields,
    }),
    table({
      name: 'timeline',
      description: 'what happened to a request, oldest first',
      procedure: 'homeowner.requests.timeline',
      fields: { id },
      items: (events) => events,
      columns: eventColumns,
    }),
    change({
      name: 'update',
      description: 'correct a request, until contractors price it',
      procedure: 'homeowner.requests.update',
      fields: {
        ...onOne,
        version: needed(onOne.version),
        title: text('--title <text>', 'in a few words'),
        description: text('--description <text>', 'what is broken, since when, how badly'),
        category: text('--category <code>', 'see: pmp categories list'),
        priority: oneOf('--priority <priority>', 'how soon', priorities),
      },
      ...done('Corrected'),
    }),
    change({
      name: 'submit',
      description: 'hand a draft in',
      procedure: 'homeowner.requests.submit',
      fields: onOne,
      ...done('Submitted'),
    }),
    change({
      name: 'invite',
      description: 'ask contractors for quotes: some by name, everybody whose trade and area fit, or both',
      procedure: 'homeowner.requests.invite',
      fields: {
        ...onOne,
        contractorIds: many(text('--contractor <id>', 'one whom you ask by name')),
        publish: flag('--publish', 'ask everybody whose trade and area fit'),
        quoteDueAt: time('--due <time>', 'when you mean to choose'),
        spendCap: money('--spend-cap <amount>', 'the most that you will spend; contractors do not see it'),
      },
      examples: ['<id> --publish --due 2026-03-11T17:00Z', '<id> --contractor <id> --spend-cap "800 EUR"'],
      ...done('Asked for quotes for'),
    }),
    change({
      name: 'offer',
      description: 'offer the job to one contractor without a quote, up to an amount',
      procedure: 'homeowner.requests.offer',
      fields: {
        ...onOne,
        contractorId: needed(text('--contractor <id>', 'to whom')),
        spendCap: needed(money('--up-to <amount>', 'the most that it may cost')),
        acceptDueAt: time('--accept-by <time>', 'when the offer lapses; in two days unless you say'),
      },
      examples: ['<id> --contractor <id> --up-to "500 EUR"'],
      ...done('Offered'),
    }),
    change({
      name: 'release',
      description: 'dismiss the contractor, and choose again',
      procedure: 'homeowner.requests.release',
      fields: {
        ...because,
        partCost: money('--part-cost <amount>', 'what the part that was done costs, once work has begun'),
        disputed: flag('--disputed', 'you do not agree about that'),
      },
      examples: ['<id> --reason "Never came" --part-cost "0 EUR"'],
      ...done('Dismissed the contractor of'),
    }),
    change({
      name: 'offer-windows',
      description: 'say when you can be there, in place of what you said before',
      procedure: 'homeowner.requests.offerWindows',
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
      description: 'agree to one of the windows that the contractor has offered',
      procedure: 'homeowner.requests.confirmWindow',
      fields: { ...onOne, start: needed(time('--start <time>', 'when it starts')) },
      ...done('Agreed to a visit for'),
    }),
    change({
      name: 'cancel-visit',
      description: 'call the visit off',
      procedure: 'homeowner.requests.cancelVisit',
      fields: because,
      ...done('Called the visit off for'),
    }),
    change({
      name: 'hold',
      description: 'pause the work',
      procedure: 'homeowner.requests.hold',
      fields: {
        ...onOne,
        holdReason: needed(oneOf('--because <reason>', 'why it pauses', ownReasons)),
        reason: text('--reason <text>', 'in words'),
        until: time('--until <time>', 'when it goes on by itself'),
      },
      examples: ['<id> --because access --until 2026-03-18T07:00Z'],
      ...done('Paused'),
    }),
    change({
      name: 'resume',
      description: 'let the work go on',
      procedure: 'homeowner.requests.resume',
      fields: onOne,
      ...done('Going on with'),
    }),
    change({
      name: 'confirm',
      description: 'confirm that the work is done',
      procedure: 'homeowner.requests.confirm',
      fields: onOne,
      ...done('Confirmed'),
    }),
    change({
      name: 'send-back',
      description: 'say that the work is not done yet, within seven days',
      procedure: 'homeowner.requests.sendBack',
      fields: because,
      ...done('Sent back'),
    }),
    change({
      name: 'rate',
      description: 'rate the work, once',
      procedure: 'homeowner.requests.rate',
      fields: {
        ...onOne,
        quality: score('--quality <n>', 'the work'),
        time: score('--time <n>', 'whether it was in time'),
        price: score('--price <n>', 'what it cost'),
      },
      examples: ['<id> --quality 5 --time 4 --price 4'],
      ...done('Rated'),
    }),
    change({
      name: 'reopen',
      description: 'open a closed request again',
      procedure: 'homeowner.requests.reopen',
      fields: because,
      ...done('Opened again'),
    }),
    change({
      name: 'cancel',
      description: 'withdraw a request',
      procedure: 'homeowner.requests.cancel',
      fields: { ...onOne, reason: { ...reason, help: 'why; required once a contractor has been chosen' } },
      ...done('Cancelled'),
    }),
    change({
      name: 'merge',
      description: 'say that you have reported it before',
      procedure: 'homeowner.requests.merge',
      fields: { ...onOne, duplicateOfId: needed(text('<earlier-id>', 'the earlier request')) },
      ...done('Merged'),
    }),
    change({
      name: 'restore',
      description: 'take a withdrawal back, within thirty days',
      procedure: 'homeowner.requests.restore',
      fields: because,
      ...done('Restored'),
    }),
    ...requestMoneyRows,
  ],
};
