import type { PublishInvoice } from '@pmp/contracts/invoice';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/app-error.ts';
import { commandOf } from '../../kernel/command.ts';
import { changeJob } from '../request/change-job.ts';
import type { ChangeNeeds } from '../request/change-request.ts';
import { toParties } from '../request/request.notices.ts';
import type { Request } from '../request/request.ports.ts';
import { agreedOf } from './invoice.view.ts';
import { draftOf } from './save-invoice.ts';

type Needs = ChangeNeeds & Pick<Deps, 'invoices' | 'transact'>;

/** Sends the draft to the homeowner. Draft and request are written in one transaction: what is published is what was read here. */
export const publishInvoice = (
  deps: Needs,
  actor: Contractor,
  { commandKey, ...input }: PublishInvoice,
): Promise<Request> =>
  changeJob(deps, actor, {
    id: input.requestId,
    looks: { drafts: deps.invoices.draftsBeside({ requestId: input.requestId, contractorId: actor.id }) },
    command: commandOf(commandKey, { publishInvoice: input }),
    deed: { in: ['completed', 'closed'], as: 'invoiced' },
    decide: ({ request, award, beside }, now) => {
      if (request.invoice?.state === 'published') {
        throw new AppError('conflict', 'An invoice waits to be paid already; cancel it first');
      }
      const found = draftOf(award, beside.drafts);
      if (!found) throw new AppError('conflict', 'There is no draft to publish');
      const { id, version, total } = found.invoice;
      if (input.version !== undefined && input.version !== version) {
        throw new AppError('stale_version', 'The draft has changed; look at it again', {
          currentVersion: version,
        });
      }
      return {
        set: { invoice: { id, total, state: 'published' }, waitingOn: 'homeowner' },
        event: { type: 'invoice_published', facts: { invoiceId: id, amount: total } },
        notices: toParties(request, 'invoice_published'),
        write: (change) =>
          deps.transact(async ({ requests, invoices }) => {
            const changed = await requests.change(change);
            const published =
              changed &&
              (await invoices.publish({
                invoiceId: id,
                expectedVersion: version,
                against: agreedOf(award),
                at: now,
              }));
            return published && changed;
          }),
      };
    },
  });
