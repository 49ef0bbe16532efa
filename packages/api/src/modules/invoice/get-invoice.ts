import type { GetInvoice, Invoice as View } from '@pmp/contracts/invoice';
import type { Deps } from '../../deps.ts';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import type { Request } from '../request/request.ports.ts';
import { requestFor } from '../request/request.scope.ts';
import { toInvoiceView } from './invoice.view.ts';
import { openInvoiceOf } from './save-invoice.ts';

type Needs = Pick<Deps, 'requests' | 'invoices'>;

/** The invoice that was sent last, if any was. */
const sentOf = async ({ invoices }: Needs, { id, invoice }: Request) =>
  invoice ? invoices.find(invoice.id, id) : undefined;

/** What the homeowner has been sent. A draft is none of their business. */
export const getInvoice = async (deps: Needs, actor: Homeowner, { requestId }: GetInvoice): Promise<View> => {
  const request = await requestFor(deps.requests, actor, requestId);
  const found = await sentOf(deps, request);
  if (!found) throw notFound();
  return toInvoiceView(found.invoice, request);
};

/** The contractor's invoice of the job: sent, draft, or taken back, the first of these that there is. */
export const getOwnInvoice = async (
  deps: Needs,
  actor: Contractor,
  { requestId }: GetInvoice,
): Promise<View> => {
  const request = await requestFor(deps.requests, actor, requestId);
  const open = request.award && (await openInvoiceOf(deps, request, request.award));
  const found = open ?? (await sentOf(deps, request));
  if (!found) throw notFound();
  return toInvoiceView(found.invoice, request);
};
