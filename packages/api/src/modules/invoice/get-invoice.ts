import { type CostTotals, totalsOf } from '@pmp/contracts/cost-line';
import type { GetInvoice, Invoice as View } from '@pmp/contracts/invoice';
import type { Deps } from '../../deps.ts';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { notFound } from '../../kernel/app-error.ts';
import type { Quote } from '../quote/quote.ports.ts';
import { requestWith } from '../request/request.scope.ts';
import { toInvoiceView } from './invoice.view.ts';
import { openInvoiceOf } from './save-invoice.ts';

type Needs = Pick<Deps, 'requests' | 'invoices' | 'quotes'>;

/** What the accepted quote came to, kind by kind; null for a direct offer. It was not revised since: an accepted quote cannot be. */
const quotedOf = (accepted: Quote | undefined): CostTotals | null =>
  accepted?.current ? totalsOf(accepted.current.lines) : null;

const looksAt = ({ invoices, quotes }: Needs, requestId: string) => ({
  sent: invoices.sentBeside(requestId),
  accepted: quotes.acceptedBeside(requestId),
});

/** What the homeowner has been sent. A draft is none of their business. */
export const getInvoice = async (deps: Needs, actor: Homeowner, { requestId }: GetInvoice): Promise<View> => {
  const looks = looksAt(deps, requestId);
  const { request, beside } = await requestWith(deps.requests, actor, { id: requestId, looks });
  if (!beside.sent) throw notFound();
  return toInvoiceView(beside.sent.invoice, request, quotedOf(beside.accepted));
};

/** The contractor's invoice of the job: sent and not settled, draft, or settled, the first of these that there is. */
export const getOwnInvoice = async (
  deps: Needs,
  actor: Contractor,
  { requestId }: GetInvoice,
): Promise<View> => {
  const drafts = deps.invoices.draftsBeside({ requestId, contractorId: actor.id });
  const looks = { ...looksAt(deps, requestId), drafts };
  const { request, beside } = await requestWith(deps.requests, actor, { id: requestId, looks });
  const open = request.award && openInvoiceOf(request, request.award, beside);
  const found = open ?? beside.sent;
  if (!found) throw notFound();
  return toInvoiceView(found.invoice, request, quotedOf(beside.accepted));
};
