import { type CostTotals, priced, totalsOf } from '@pmp/contracts/cost-line';
import {
  type InvoiceState,
  type Invoice as InvoiceView,
  kindVarianceOf,
  varianceOf,
} from '@pmp/contracts/invoice';
import { notFound } from '../../kernel/app-error.ts';
import type { Award, Request } from '../request/request.ports.ts';
import type { Agreed, Invoice } from './invoice.ports.ts';

/** What the job may cost as of now. */
export const agreedOf = ({ agreed, changeOrders }: Award): Agreed => ({
  agreed,
  changeOrders: {
    minor: changeOrders.reduce(
      (sum, { state, total }) => (state === 'approved' ? sum + total.minor : sum),
      0,
    ),
    currency: agreed.currency,
  },
});

const stateOf = ({ id, status }: Invoice, { invoice }: Request): InvoiceState => {
  if (status === 'draft') return 'draft';
  // One that the request does not name any more was cancelled before another took its place.
  return invoice?.id === id ? invoice.state : 'cancelled';
};

/** An invoice beside what was agreed, and kind by kind beside the accepted quote's totals where those are known. */
export const toInvoiceView = (
  invoice: Invoice,
  request: Request,
  quoted: CostTotals | null = null,
): InvoiceView => {
  const { award } = request;
  const beside = invoice.against ?? (award && agreedOf(award));
  if (!beside) throw notFound();
  const { contractorId: _, status: __, against: ___, lines, ...rest } = invoice;
  const totals = totalsOf(lines);
  return {
    ...rest,
    state: stateOf(invoice, request),
    lines: priced(lines),
    totals,
    ...beside,
    variance: varianceOf(totals.total, beside.agreed.minor),
    perKind: quoted && kindVarianceOf(totals, quoted),
  };
};
