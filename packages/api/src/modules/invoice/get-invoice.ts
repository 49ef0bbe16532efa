import { type CostTotals, totalsOf } from '@pmp/contracts/cost-line';
import type { GetInvoice, Invoice as View } from '@pmp/contracts/invoice';
import type { Deps } from '../../deps.ts';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import type { Request } from '../request/request.ports.ts';
import { requestFor } from '../request/request.scope.ts';
import { toInvoiceView } from './invoice.view.ts';
import { openInvoiceOf } from './save-invoice.ts';

type Needs = Pick<Deps, 'requests' | 'invoices' | 'quotes'>;

/** The invoice that was sent last, if any was. */
const sentOf = async ({ invoices }: Needs, { id, invoice }: Request) =>
  invoice ? invoices.find(invoice.id, id) : undefined;

/** What the accepted quote came to, kind by kind; null for a direct offer. It was not revised since: an accepted quote cannot be. */
const quotedOf = async ({ quotes }: Needs, { id, award }: Request): Promise<CostTotals | null> => {
  const accepted = award?.quoteId ? await quotes.ofRequest(id, award.quoteId) : undefined;
  return accepted?.quote.current ? totalsOf(accepted.quote.current.lines) : null;
};

/** What the homeowner has been sent. A draft is none of their business. */
export const getInvoice = async (deps: Needs, actor: Homeowner, { requestId }: GetInvoice): Promise<View> => {
  const request = await requestFor(deps.requests, actor, requestId);
  const found = await sentOf(deps, request);
  if (!found) throw notFound();
  return toInvoiceView(found.invoice, request, await quotedOf(deps, request));
};

/** The contractor's invoice of the job: sent and not settled, draft, or settled, the first of these that there is. */
export const getOwnInvoice = async (
  deps: Needs,
  actor: Contractor,
  { requestId }: GetInvoice,
): Promise<View> => {
  const request = await requestFor(deps.requests, actor, requestId);
  const open = request.award && (await openInvoiceOf(deps, request, request.award));
  const found = open ?? (await sentOf(deps, request));
  if (!found) throw notFound();
  return toInvoiceView(found.invoice, request, await quotedOf(deps, request));
};
