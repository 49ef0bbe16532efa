import type { CancelInvoice, PayInvoice } from '@pmp/contracts/invoice';
import type { InvoiceBrief } from '@pmp/contracts/request-view';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { AppError, notFound } from '../../kernel/app-error.ts';
import { commandOf } from '../../kernel/command.ts';
import { changeJob, type JobDeed } from '../request/change-job.ts';
import type { ChangeNeeds } from '../request/change-request.ts';
import { toParties } from '../request/request.notices.ts';
import type { Request } from '../request/request.ports.ts';

/** Work that was sent back after it was invoiced may be in any of these. */
const settling: JobDeed = {
  in: ['assigned', 'scheduled', 'in_progress', 'on_hold', 'completed', 'closed'],
  as: 'settled',
};

interface Settled {
  state: Exclude<InvoiceBrief['state'], 'published'>;
  input: PayInvoice & Partial<Pick<CancelInvoice, 'reason'>>;
}

/** Only the request is written: the invoice itself stays as it was published. */
const settle = (
  deps: ChangeNeeds,
  actor: Homeowner | Contractor,
  { state, input: { commandKey, ...input } }: Settled,
): Promise<Request> =>
  changeJob(deps, actor, {
    id: input.requestId,
    command: commandOf(commandKey, { invoice: state, ...input }),
    deed: settling,
    decide: ({ request }) => {
      const { invoice, status, waitingOn } = request;
      if (invoice?.id !== input.id) throw notFound();
      if (invoice.state !== 'published') {
        throw new AppError('conflict', `This invoice has been ${invoice.state} already`);
      }
      const type = `invoice_${state}` as const;
      return {
        set: { invoice: { ...invoice, state }, waitingOn: status === 'closed' ? 'none' : waitingOn },
        event: {
          type,
          reason: input.reason ?? null,
          facts: { invoiceId: invoice.id, amount: invoice.total },
        },
        notices: toParties(request, type),
      };
    },
  });

/** The homeowner says that it has been paid; no money goes through the platform. */
export const payInvoice = (deps: ChangeNeeds, actor: Homeowner, input: PayInvoice) =>
  settle(deps, actor, { state: 'paid', input });

/** The contractor takes it back, and may write another. */
export const cancelInvoice = (deps: ChangeNeeds, actor: Contractor, input: CancelInvoice) =>
  settle(deps, actor, { state: 'cancelled', input });
