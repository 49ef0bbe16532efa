import type { WorkKind } from '@pmp/contracts/work-log';
import type { CommandRecord, Earlier } from '../../kernel/command.ts';
import type { Look } from '../../kernel/look.ts';
import type { SlotOutcome } from '../../kernel/slots.ts';
import type { Request } from '../request/request.ports.ts';

/** What was done or used on a job, by its contractor. It never changes, but it may be taken out of the totals. */
export interface WorkEntry {
  id: string;
  requestId: string;
  contractorId: string;
  kind: WorkKind;
  text: string;
  /** Of labour only. */
  minutes: number | null;
  quantity: number;
  unit: string;
  unitPrice: number;
  /** What it comes to, in minor units of `currency`. */
  amount: number;
  currency: string;
  at: Date;
  createdAt: Date;
  removedAt: Date | null;
  sortKey: string;
}

/** Whose log of which request: of all the awards that were theirs. */
export interface LogOf {
  requestId: string;
  contractorId: string;
}

/** What of a log was done since an award. */
export interface LogSince extends LogOf {
  since: Date;
}

/** Entries in the database. Every read is scoped to a job and its contractor. */
export interface WorkEntries {
  /**
   * Answers `duplicate`, and stores nothing, when the contractor has created something with this key or the id is taken; `slot_taken`
   * when the slot of the log is.
   */
  insert(entry: WorkEntry & { slot: number }, command: CommandRecord | undefined): Promise<SlotOutcome>;
  createdWith(contractorId: string, key: string): Promise<Earlier<WorkEntry> | undefined>;
  /** The slots that a log has taken, those of removed entries too. */
  takenSlots(log: LogOf): Promise<number[]>;
  /** The whole log, newest first, removed entries too: at most as many as there are slots. */
  all(log: LogOf): Promise<WorkEntry[]>;
  /** The same, of whoever has the job now. */
  beside(requestId: string): Look<Pick<Request, 'award'>, WorkEntry[]>;
  /** Takes it out of the totals. One that is out already stays as it is; undefined when there is none. */
  remove(id: string, log: LogSince, at: Date): Promise<WorkEntry | undefined>;
}
