import type { RouterOutputs } from '@pmp/client';
import { needed, text, whole } from '../field.ts';
import { aboutOne, onOne, reason, requestId } from '../fields.ts';
import { type CommandRow, change, list, read, table } from '../row.ts';
import {
  comparedColumns,
  comparedFields,
  invoiceFields,
  markedQuotes,
  orderColumns,
  workColumns,
  workTotals,
} from '../views/money-view.ts';
import { requestFields } from '../views/request-view.ts';

type Request = RouterOutputs['homeowner']['requests']['get'];

const done = (what: string) => ({ view: requestFields, said: ({ number }: Request) => `${what} ${number}.` });
const orderId = needed(text('<order-id>', 'the change order'));

/** What a homeowner is asked for a request, agrees to and pays. */
export const requestMoneyRows: readonly CommandRow[] = [
  table({
    name: 'quotes',
    description: 'the quotes for a request, the lowest total first',
    procedure: 'homeowner.quotes.list',
    fields: { requestId },
    items: markedQuotes,
    columns: comparedColumns,
  }),
  read({
    name: 'quote',
    description: 'one quote for a request',
    procedure: 'homeowner.quotes.get',
    fields: { requestId, quoteId: needed(text('<quote-id>', 'see: pmp requests quotes')) },
    view: comparedFields,
  }),
  change({
    name: 'accept',
    description: 'accept a quote in the revision that you have seen',
    procedure: 'homeowner.quotes.accept',
    fields: {
      ...onOne,
      quoteId: needed(text('<quote-id>', 'see: pmp requests quotes')),
      revision: needed(whole('--revision <n>', 'the one that you have seen', { least: 1 })),
    },
    examples: ['<id> <quote-id> --revision 1'],
    ...done('Awarded'),
  }),
  table({
    name: 'change-orders',
    description: 'what extra work was proposed',
    procedure: 'homeowner.changeOrders.list',
    fields: { requestId },
    items: (orders) => orders,
    columns: orderColumns,
  }),
  change({
    name: 'approve',
    description: 'agree to extra work: it raises what was agreed',
    procedure: 'homeowner.changeOrders.approve',
    fields: { ...aboutOne, id: orderId },
    ...done('Agreed to more for'),
  }),
  change({
    name: 'decline',
    description: 'do not agree to extra work',
    procedure: 'homeowner.changeOrders.decline',
    fields: { ...aboutOne, id: orderId, reason },
    ...done('Declined more for'),
  }),
  list({
    name: 'work-log',
    description: 'what the contractor has noted, newest first',
    procedure: 'homeowner.workLog.list',
    fields: { requestId },
    columns: workColumns,
    said: workTotals,
  }),
  read({
    name: 'invoice',
    description: 'the invoice that you were sent, beside what was agreed',
    procedure: 'homeowner.invoices.get',
    fields: { requestId },
    view: invoiceFields,
  }),
  change({
    name: 'pay',
    description: 'say that an invoice has been paid',
    procedure: 'homeowner.invoices.pay',
    fields: {
      requestId,
      id: needed(text('<invoice-id>', 'see: pmp requests invoice')),
      commandKey: onOne.commandKey,
    },
    ...done('Paid for'),
  }),
];
