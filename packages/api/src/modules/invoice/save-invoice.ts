import { totalsOf } from '@pmp/contracts/cost-line';
import type { SaveInvoice, Invoice as View } from '@pmp/contracts/invoice';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { AppError, badField } from '../../kernel/app-error.ts';
import { type CommandRecord, changeOnce, commandOf } from '../../kernel/command.ts';
import { awardFor, type JobDeed } from '../request/change-job.ts';
import type { Award, Request } from '../request/request.ports.ts';
import { requestWith } from '../request/request.scope.ts';
import type { FoundDraft, FoundInvoice, Invoice, InvoiceFields } from './invoice.ports.ts';
import { toInvoiceView } from './invoice.view.ts';

type Needs = Pick<Deps, 'requests' | 'invoices' | 'clock' | 'ids'>;

const drafting: JobDeed = { in: ['in_progress', 'on_hold', 'completed', 'closed'], as: 'invoiced' };

/** The job, and the invoice of it that is a draft or has been sent and is not settled. */
interface State {
  request: Request;
  award: Award;
  invoice: Invoice | undefined;
  commands: readonly CommandRecord[];
}

/** Writes the draft of the job's invoice, in place of the one before. The request is left alone: nobody else sees a draft. */
export const saveInvoice = async (
  deps: Needs,
  actor: Contractor,
  { commandKey, ...input }: SaveInvoice,
): Promise<View> => {
  const command = commandOf(commandKey, input);
  const saved = await changeOnce({
    command,
    read: () => stateFor(deps, actor, input.requestId),
    write: async (state) => {
      const fields = fieldsOf(input, state.award, deps.clock.now());
      requireDraft(state, input.version);
      const invoice = await store(deps, actor, { state, fields, command });
      return invoice && { invoice, request: state.request };
    },
    // A repeat is known by a ring that only an invoice has.
    repeated: ({ invoice, request }) => ({ invoice, request }),
  });
  if (!saved.invoice) throw new Error('A command was known without its invoice');
  return toInvoiceView(saved.invoice, saved.request);
};

const stateFor = async (deps: Needs, actor: Contractor, requestId: string): Promise<State> => {
  const looks = {
    sent: deps.invoices.sentBeside(requestId),
    drafts: deps.invoices.draftsBeside({ requestId, contractorId: actor.id }),
  };
  const { request, beside } = await requestWith(deps.requests, actor, { id: requestId, looks });
  const award = awardFor(request, drafting, { by: actor.role, now: deps.clock.now() });
  const found = openInvoiceOf(request, award, beside);
  return { request, award, invoice: found?.invoice, commands: found?.commands ?? [] };
};

export const draftOf = ({ atVersion }: Award, drafts: readonly FoundDraft[]): FoundInvoice | undefined =>
  drafts.find((draft) => draft.atVersion === atVersion);

/** The invoice that counts now: what has been sent and is not settled, else the draft, of more work after one that was paid too. */
export const openInvoiceOf = (
  { invoice }: Request,
  award: Award,
  { sent, drafts }: { sent: FoundInvoice | undefined; drafts: readonly FoundDraft[] },
): FoundInvoice | undefined => (invoice?.state === 'published' ? sent : draftOf(award, drafts));

const requireDraft = ({ invoice }: State, seen: number | undefined) => {
  if (invoice && invoice.status !== 'draft') {
    throw new AppError('conflict', 'An invoice has been published; cancel it first');
  }
  if (seen !== undefined && seen !== invoice?.version) {
    throw new AppError('stale_version', 'The draft has changed; look at it again', {
      ...(invoice && { currentVersion: invoice.version }),
    });
  }
};

const fieldsOf = (
  { currency, lines, note, dueAt }: Omit<SaveInvoice, 'commandKey'>,
  { agreed }: Award,
  now: Date,
): InvoiceFields => {
  if (currency !== agreed.currency) throw badField('currency', 'is not the currency of this job');
  if (dueAt && dueAt <= now) throw badField('dueAt', 'has passed');
  return {
    lines,
    total: { minor: totalsOf(lines).total, currency },
    note: note ?? null,
    dueAt: dueAt ?? null,
  };
};

interface Storing {
  state: State;
  fields: InvoiceFields;
  command: CommandRecord | undefined;
}

/** Undefined when somebody was faster. */
const store = async (
  { invoices, clock, ids }: Needs,
  actor: Contractor,
  { state: { request, award, invoice }, fields, command }: Storing,
): Promise<Invoice | undefined> => {
  const at = clock.now();
  if (invoice) {
    return invoices.save({ invoiceId: invoice.id, expectedVersion: invoice.version, fields, at, command });
  }
  const draft: Invoice = {
    id: ids.record(),
    requestId: request.id,
    contractorId: actor.id,
    version: 1,
    status: 'draft',
    ...fields,
    against: null,
    publishedAt: null,
    createdAt: at,
    updatedAt: at,
  };
  const { atVersion } = award;
  return (await invoices.insert(draft, { requestId: request.id, atVersion }, command)) ? draft : undefined;
};
