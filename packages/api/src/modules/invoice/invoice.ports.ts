import type { CostLine } from '@pmp/contracts/cost-line';
import type { Money } from '@pmp/contracts/money';
import type { CommandRecord } from '../../kernel/command.ts';
import type { Look } from '../../kernel/look.ts';
import type { Request } from '../request/request.ports.ts';

/** What is agreed, and how much of that the approved change orders are. */
export interface Agreed {
  agreed: Money;
  changeOrders: Money;
}

/** What an invoice says. */
export interface InvoiceFields {
  lines: readonly CostLine[];
  total: Money;
  note: string | null;
  dueAt: Date | null;
}

/**
 * An invoice of a job. Once it is published it never changes again: whether it has been paid or cancelled, its request says. `version`
 * counts its writes.
 */
export interface Invoice extends InvoiceFields {
  id: string;
  requestId: string;
  contractorId: string;
  version: number;
  status: 'draft' | 'published';
  /** As it was on the day of publishing; null until then. */
  against: Agreed | null;
  publishedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Whose draft: there is one for each award. */
export interface OfAward {
  requestId: string;
  /** The version of the request that made the award. */
  atVersion: number;
}

export interface FoundInvoice {
  invoice: Invoice;
  commands: readonly CommandRecord[];
}

export interface FoundDraft extends FoundInvoice, Pick<OfAward, 'atVersion'> {}

interface DraftWrite {
  invoiceId: string;
  expectedVersion: number;
  at: Date;
}

/** Invoices in the database. Whoever asks has found the request in the actor's scope. */
export interface Invoices {
  /** False, with nothing stored, when the award has a draft already. */
  insert(draft: Invoice, award: OfAward, command: CommandRecord | undefined): Promise<boolean>;
  /** The contractor's drafts, one for each award of the request that was theirs, in no order. */
  draftsBeside(job: { requestId: string; contractorId: string }): Look<unknown, FoundDraft[]>;
  /** The invoice that the request names: what was sent last. */
  sentBeside(requestId: string): Look<Pick<Request, 'invoice'>, FoundInvoice | undefined>;
  /** Undefined when it is no draft any more or has another version. */
  save(
    write: DraftWrite & { fields: InvoiceFields; command: CommandRecord | undefined },
  ): Promise<Invoice | undefined>;
  /** Makes it final, and room for another draft. Undefined as for `save`. */
  publish(write: DraftWrite & { against: Agreed }): Promise<Invoice | undefined>;
}
