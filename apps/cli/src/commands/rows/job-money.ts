import type { RouterOutputs } from '@pmp/client';
import { workKinds } from '@pmp/contracts/work-log';
import { costs, lineExample, unitPrice } from '../costs.ts';
import { needed, oneOf, parsed, text, whole } from '../field.ts';
import { aboutOne, clientKey, onOne, reason, requestId, time } from '../fields.ts';
import { type CommandRow, change, list, read, table } from '../row.ts';
import { invoiceFields, orderColumns, workColumns, workTotals } from '../views/money-view.ts';
import { jobFields } from '../views/request-view.ts';
import { moment } from '../words.ts';

type Job = RouterOutputs['contractor']['jobs']['get'];
type Entry = RouterOutputs['contractor']['workLog']['create'];

const done = (what: string) => ({ view: jobFields, said: ({ number }: Job) => `${what} ${number}.` });
const saysWhy = needed(reason);
const entryView = ({ id, kind, text: what, at }: Entry): [string, string][] => [
  ['id', id],
  ['kind', kind],
  ['what', what],
  ['at', moment(at)],
];
const invoiceId = needed(text('<invoice-id>', 'see: pmp jobs invoice'));

/** What a contractor notes about a job, proposes and bills. */
export const jobMoneyRows: readonly CommandRow[] = [
  table({
    name: 'change-orders',
    description: 'what extra work you have proposed for a job',
    procedure: 'contractor.changeOrders.list',
    fields: { requestId },
    items: (orders) => orders,
    columns: orderColumns,
  }),
  change({
    name: 'propose',
    description: 'ask for more work than was agreed',
    procedure: 'contractor.changeOrders.propose',
    fields: { ...aboutOne, reason: saysWhy },
    together: costs,
    examples: [`<request-id> --reason "The valve is stuck" ${lineExample}`],
    ...done('Proposed more for'),
  }),
  change({
    name: 'withdraw-order',
    description: 'take a change order back',
    procedure: 'contractor.changeOrders.withdraw',
    fields: { ...aboutOne, id: needed(text('<order-id>', 'the change order')) },
    ...done('Took a change order back for'),
  }),
  list({
    name: 'work-log',
    description: 'what you have noted about a job, newest first',
    procedure: 'contractor.workLog.list',
    fields: { requestId },
    columns: workColumns,
    said: workTotals,
  }),
  change({
    name: 'log',
    description: 'note time, material or another cost of a job',
    procedure: 'contractor.workLog.create',
    fields: {
      requestId,
      kind: needed(oneOf('--kind <kind>', 'what it is', workKinds)),
      text: needed(text('--text <text>', 'in words')),
      quantity: needed(
        parsed('--quantity <n>', 'how much', {
          read: (given) => (/^\d+(\.\d+)?$/.test(given) ? Number(given) : undefined),
          wanted: 'Give a number: 1.5.',
        }),
      ),
      unit: needed(text('--unit <unit>', 'of what: h, piece')),
      minutes: whole('--minutes <n>', 'how long it took; of labour', { least: 1, what: 'minutes' }),
      at: needed(time('--at <time>', 'when it was done')),
      clientKey,
    },
    together: unitPrice,
    examples: [
      '<request-id> --kind labour --text "Fitted the valve" --quantity 1.5 --unit h --minutes 90 --price "40 EUR" --at 2026-03-06T09:00Z',
    ],
    view: entryView,
    said: () => 'Noted.',
  }),
  change({
    name: 'unlog',
    description: 'take an entry out of the totals; it stays to be seen',
    procedure: 'contractor.workLog.remove',
    fields: {
      requestId,
      id: needed(text('<entry-id>', 'see: pmp jobs work-log')),
      commandKey: onOne.commandKey,
    },
    view: entryView,
    said: () => 'Taken out of the totals.',
  }),
  read({
    name: 'invoice',
    description: 'the invoice of a job, beside what was agreed',
    procedure: 'contractor.invoices.get',
    fields: { requestId },
    view: invoiceFields,
  }),
  change({
    name: 'draft-invoice',
    description: 'write the draft of an invoice, or replace it; only you see it',
    procedure: 'contractor.invoices.save',
    fields: {
      ...aboutOne,
      note: text('--note <text>', 'what the homeowner reads below'),
      dueAt: time('--due <time>', 'when it is to be paid'),
    },
    together: costs,
    examples: [`<request-id> ${lineExample}`],
    view: invoiceFields,
    said: () => 'Kept as a draft: pmp jobs publish-invoice sends it.',
  }),
  change({
    name: 'publish-invoice',
    description: 'send the draft to the homeowner',
    procedure: 'contractor.invoices.publish',
    fields: aboutOne,
    ...done('Billed'),
  }),
  change({
    name: 'cancel-invoice',
    description: 'take an invoice back; another may follow',
    procedure: 'contractor.invoices.cancel',
    fields: { requestId, id: invoiceId, reason: saysWhy, commandKey: onOne.commandKey },
    ...done('Took the invoice back for'),
  }),
];
