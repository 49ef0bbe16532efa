import { aLine } from '../../factories/job.ts';
import { instant } from '../../factories/unique.ts';
import type { Expected, Row } from '../matrix.ts';

/** What a job is made of that has been awarded to the assigned contractor. */
export interface WorkFixture {
  /** In progress. */
  jobId: string;
  /** Proposed for `pricedId`, which is in progress too. */
  changeOrderId: string;
  pricedId: string;
  /** In the log of `jobId`. */
  workEntryId: string;
  /** Completed, with the draft of an invoice. */
  doneId: string;
  /** Closed, with an invoice that has been published. */
  invoicedId: string;
  invoiceId: string;
}

/** The homeowner who owns it; `twoRoles` is another. */
const ownerOnly: Expected = {
  anonymous: 'signed_out',
  owner: 'ok',
  otherHomeowner: 'not_found',
  assignedContractor: 'forbidden',
  otherContractor: 'forbidden',
  official: 'forbidden',
  officialElsewhere: 'forbidden',
  noRole: 'forbidden',
  twoRoles: 'not_found',
};

/** The contractor whom it was awarded to. What was agreed between the parties is not the officials' to see. */
const contractorOnly: Expected = {
  anonymous: 'signed_out',
  owner: 'forbidden',
  otherHomeowner: 'forbidden',
  assignedContractor: 'ok',
  otherContractor: 'not_found',
  official: 'forbidden',
  officialElsewhere: 'forbidden',
  noRole: 'forbidden',
  twoRoles: 'not_found',
};

const owners = (input: (fixture: WorkFixture) => unknown): Row<WorkFixture> => ({
  input,
  expected: ownerOnly,
});
const contractors = (input: (fixture: WorkFixture) => unknown): Row<WorkFixture> => ({
  input,
  expected: contractorOnly,
});

const reason = 'The old valve is stuck';
const money = { currency: 'EUR', lines: [aLine()] };

/** Change orders, the work log, invoices, and how to get in. */
export const workRows: Readonly<Record<string, Row<WorkFixture>>> = {
  'contractor.jobs.access': contractors(({ jobId: id }) => ({ id })),

  'contractor.changeOrders.list': contractors(({ pricedId: requestId }) => ({ requestId })),
  'contractor.changeOrders.propose': contractors(({ jobId: requestId }) => ({ requestId, reason, ...money })),
  'contractor.changeOrders.withdraw': contractors(({ pricedId: requestId, changeOrderId: id }) => ({
    requestId,
    id,
  })),
  'homeowner.changeOrders.list': owners(({ pricedId: requestId }) => ({ requestId })),
  'homeowner.changeOrders.approve': owners(({ pricedId: requestId, changeOrderId: id }) => ({
    requestId,
    id,
  })),
  'homeowner.changeOrders.decline': owners(({ pricedId: requestId, changeOrderId: id }) => ({
    requestId,
    id,
  })),

  'contractor.workLog.list': contractors(({ jobId: requestId }) => ({ requestId })),
  'contractor.workLog.create': contractors(({ jobId: requestId }) => ({
    requestId,
    kind: 'labour',
    text: 'Fitted the valve',
    minutes: 90,
    quantity: 1.5,
    unit: 'h',
    unitPrice: 4_000,
    currency: 'EUR',
    at: instant,
  })),
  'contractor.workLog.remove': contractors(({ jobId: requestId, workEntryId: id }) => ({ requestId, id })),
  'homeowner.workLog.list': owners(({ jobId: requestId }) => ({ requestId })),

  'contractor.invoices.get': contractors(({ doneId: requestId }) => ({ requestId })),
  'contractor.invoices.save': contractors(({ doneId: requestId }) => ({ requestId, ...money })),
  'contractor.invoices.publish': contractors(({ doneId: requestId }) => ({ requestId })),
  'contractor.invoices.cancel': contractors(({ invoicedId: requestId, invoiceId: id }) => ({
    requestId,
    id,
    reason,
  })),
  'homeowner.invoices.get': owners(({ invoicedId: requestId }) => ({ requestId })),
  'homeowner.invoices.pay': owners(({ invoicedId: requestId, invoiceId: id }) => ({ requestId, id })),
};
