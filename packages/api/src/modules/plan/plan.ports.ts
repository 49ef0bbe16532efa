import type { Priority } from '@pmp/contracts/category';
import type { PauseReason } from '@pmp/contracts/plan';
import type { CommandRecord, Earlier } from '../../kernel/command.ts';
import type { PageRequest } from '../../kernel/page.ts';
import type { SlotOutcome } from '../../kernel/slots.ts';
import type { Schedule } from './plan.rule.ts';

export interface Plan extends Schedule {
  id: string;
  /** Counts every write, those of the platform's clock too. */
  version: number;
  ownerId: string;
  propertyId: string;
  title: string;
  description: string;
  category: string;
  priority: Priority | null;
  /** The next dates that it falls due, at most three; none while it is paused or when it makes nothing more. */
  upcoming: Date[];
  /** When the request for the first of `upcoming` is to be made; null exactly when there is none. */
  makeAt: Date | null;
  /** The latest date that has been made into a request or left out. */
  lastDueAt: Date | null;
  lastRequestId: string | null;
  pausedBecause: PauseReason | null;
  endedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  sortKey: string;
}

/** A plan to be stored, with the place that it takes among its owner's; without one it takes none. */
export interface NewPlan extends Plan {
  slot?: number;
}

/** What a write may set; identity and ownership are not among it. */
export type PlanFields = Partial<
  Omit<Plan, 'id' | 'version' | 'ownerId' | 'createdAt' | 'updatedAt' | 'sortKey'>
>;

export interface PlanChange {
  id: string;
  ownerId: string;
  expectedVersion: number;
  /** One that sets `endedAt` gives the plan's slot back. */
  set: PlanFields;
  at: Date;
  command: CommandRecord | undefined;
}

/** A step of the platform's clock: it happens only while the plan is the one that was judged, and still waits for `makeAt`. */
export interface PlanAdvance {
  id: string;
  expectedVersion: number;
  makeAt: Date;
  set: PlanFields;
  at: Date;
}

/** Plans in the database. What people ask for is scoped by owner; `due` and `advance` are the platform's own. */
export interface Plans {
  /**
   * Answers `duplicate`, and stores nothing, when the owner has created something with this key or the id is taken;
   * `slot_taken` when the slot is.
   */
  insert(plan: NewPlan, command: CommandRecord | undefined): Promise<SlotOutcome>;
  /** The slots that the owner's plans have taken. */
  takenSlots(ownerId: string): Promise<number[]>;
  createdWith(ownerId: string, key: string): Promise<Earlier<Plan> | undefined>;
  /** The plan and its recent commands; undefined when it is missing or not `ownerId`'s. */
  own(id: string, ownerId: string): Promise<{ plan: Plan; commands: readonly CommandRecord[] } | undefined>;
  /** Newest first (oldest first when `backward`), one more than the limit. */
  listOwned(ownerId: string, page: PageRequest): Promise<Plan[]>;
  /** Writes only if the version still stands; undefined when it does not. */
  change(change: PlanChange): Promise<Plan | undefined>;
  /** Those whose `makeAt` has come by `now`, the longest overdue first. */
  due(now: Date, limit: number): Promise<Plan[]>;
  /** False when the plan has moved on. */
  advance(step: PlanAdvance): Promise<boolean>;
}
