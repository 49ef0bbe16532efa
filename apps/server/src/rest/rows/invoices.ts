import { CancelInvoice, Invoice, PayInvoice, PublishInvoice, SaveInvoice } from '@pmp/contracts/invoice';
import { type Operation, operation } from '../operation.ts';
import { command, read } from '../operation-makers.ts';
import * as sample from '../samples/money.ts';
import { bare } from '../samples/moves.ts';
import { jobReply } from './contractor-jobs.ts';
import { requestReply, toOut } from './maintenance-request-out.ts';

const ofJob = '/contractor/jobs/{requestId}/invoice';
const ofRequest = '/homeowner/requests/{requestId}/invoice';
const reply = { schema: Invoice, name: 'InvoiceOut', example: sample.invoice };

/** What is paid for the work. The platform moves no money. */
export const invoiceOperations: readonly Operation[] = [
  operation({
    ...read,
    path: ofJob,
    name: 'get_job_invoice',
    summary: 'Read the invoice of a job, beside what was agreed',
    tag: 'contractor',
    procedure: 'contractor.invoices.get',
    reply,
  }),
  operation({
    ...command,
    path: ofJob,
    name: 'save_invoice',
    summary: 'Write the draft of an invoice, or replace it; only you see it',
    tag: 'contractor',
    procedure: 'contractor.invoices.save',
    body: { schema: SaveInvoice, name: 'InvoiceDraft', example: sample.invoiceDraft },
    reply,
  }),
  operation({
    ...command,
    path: `${ofJob}/publish`,
    name: 'publish_invoice',
    summary: 'Send the draft to the homeowner',
    tag: 'contractor',
    procedure: 'contractor.invoices.publish',
    body: { schema: PublishInvoice, name: 'InvoicePublication', example: bare },
    reply: jobReply,
  }),
  operation({
    ...command,
    path: `${ofJob}/{id}/cancel`,
    name: 'cancel_invoice',
    summary: 'Take an invoice back; another may follow',
    tag: 'contractor',
    procedure: 'contractor.invoices.cancel',
    body: { schema: CancelInvoice, name: 'InvoiceCancellation', example: sample.invoiceCancellation },
    reply: jobReply,
  }),
  operation({
    ...read,
    path: ofRequest,
    name: 'get_invoice',
    summary: 'Read the invoice that you were sent, beside what was agreed',
    tag: 'homeowner',
    procedure: 'homeowner.invoices.get',
    reply,
  }),
  operation({
    ...command,
    path: `${ofRequest}/{id}/pay`,
    name: 'pay_invoice',
    summary: 'Say that an invoice has been paid',
    tag: 'homeowner',
    procedure: 'homeowner.invoices.pay',
    body: { schema: PayInvoice, name: 'InvoicePayment', example: {} },
    reply: requestReply,
    toReply: (request) => ({ body: toOut(request) }),
  }),
];
