import { aCostLine } from '../../factories/job.ts';
import { job, record } from '../expected.ts';
import type { Rows } from '../matrix.ts';
import type { Fixture } from '../plant.ts';

const reason = 'The old valve is stuck';
const money = { currency: 'EUR', lines: [aCostLine()] };

const priced = ({ pricedId: requestId, changeOrderId: id }: Fixture) => ({ requestId, id });
const invoiced = ({ invoicedId: requestId, invoiceId: id }: Fixture) => ({ requestId, id });

/** Change orders, the work log, invoices, and how to get in. What was agreed between the parties is not the officials' to see. */
export const workRows: Rows<Fixture> = {
  'contractor.jobs.access': job((our) => ({ id: our.in.in_progress })),

  'contractor.changeOrders.list': job((our) => ({ requestId: our.pricedId })),
  'contractor.changeOrders.propose': job((our) => ({ requestId: our.in.in_progress, reason, ...money })),
  'contractor.changeOrders.withdraw': job(priced),
  'homeowner.changeOrders.list': record((our) => ({ requestId: our.pricedId })),
  'homeowner.changeOrders.approve': record(priced),
  'homeowner.changeOrders.decline': record(priced),

  'contractor.workLog.list': job((our) => ({ requestId: our.in.in_progress })),
  'contractor.workLog.create': job((our) => ({
    requestId: our.in.in_progress,
    kind: 'labour',
    text: 'Fitted the valve',
    minutes: 90,
    quantity: 1.5,
    unit: 'h',
    unitPrice: 4_000,
    currency: 'EUR',
    at: our.now,
  })),
  'contractor.workLog.remove': job((our) => ({ requestId: our.in.in_progress, id: our.workEntryId })),
  'homeowner.workLog.list': record((our) => ({ requestId: our.in.in_progress })),

  'contractor.invoices.get': job((our) => ({ requestId: our.in.completed })),
  'contractor.invoices.save': job((our) => ({ requestId: our.in.completed, ...money })),
  'contractor.invoices.publish': job((our) => ({ requestId: our.in.completed })),
  'contractor.invoices.cancel': job((our) => ({ ...invoiced(our), reason })),
  'homeowner.invoices.get': record((our) => ({ requestId: our.invoicedId })),
  'homeowner.invoices.pay': record(invoiced),
};
