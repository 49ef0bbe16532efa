import * as z from 'zod/mini';
import { CategoryCode, Priority } from './category.ts';
import { Id, IdempotencyKey, Version } from './id.ts';
import { LocalDate, TimeZone } from './local-time.ts';
import { page, pageFields } from './page.ts';
import { RecurrenceRule } from './rrule.ts';
import { line, paragraph } from './text.ts';

const writable = {
  /** One of the homeowner's own. */
  propertyId: Id,
  title: line(3, 120),
  description: paragraph(1, 2000),
  category: CategoryCode,
  /** Where the local dates and 09:00, when it is due on each, are told. */
  zone: TimeZone,
  rrule: RecurrenceRule,
  /** The rule counts from this day. */
  startsOn: LocalDate,
  /** So many days before it is due the request is made. */
  leadDays: z.int().check(z.gte(0), z.lte(60)),
};

/**
 * Plans maintenance that comes round: each time the platform makes the request by itself.
 * Without a `priority` a request gets its category's usual one.
 */
export const CreatePlan = z.strictObject({
  ...writable,
  priority: z.optional(Priority),
  clientKey: z.optional(IdempotencyKey),
});
export type CreatePlan = z.infer<typeof CreatePlan>;

/**
 * Replaces the fields that are sent. `version` is the one last seen. What falls due while a plan is paused is left out.
 * Requests that have been made stay as they are.
 */
export const UpdatePlan = z.strictObject({
  id: Id,
  version: Version,
  commandKey: z.optional(IdempotencyKey),
  propertyId: z.optional(writable.propertyId),
  title: z.optional(writable.title),
  description: z.optional(writable.description),
  category: z.optional(writable.category),
  priority: z.optional(Priority),
  zone: z.optional(writable.zone),
  rrule: z.optional(writable.rrule),
  startsOn: z.optional(writable.startsOn),
  leadDays: z.optional(writable.leadDays),
  paused: z.optional(z.boolean()),
});
export type UpdatePlan = z.infer<typeof UpdatePlan>;

/** Ends a plan for good: it stays to be read and makes nothing more. */
export const EndPlan = z.strictObject({
  id: Id,
  version: z.optional(Version),
  commandKey: z.optional(IdempotencyKey),
});
export type EndPlan = z.infer<typeof EndPlan>;

export const GetPlan = z.strictObject({ id: Id });

/** Newest first; those that ended are among them. */
export const ListPlans = z.prefault(z.strictObject(pageFields), {});
export type ListPlans = z.infer<typeof ListPlans>;

/** Why a plan is paused: its homeowner asked for it, its property is no longer theirs, or its category is no longer offered. */
export const PauseReason = z.enum(['asked', 'property_gone', 'category_gone']);
export type PauseReason = z.infer<typeof PauseReason>;

/** A plan as its homeowner sees it. */
export const Plan = z.strictObject({
  id: Id,
  version: Version,
  propertyId: Id,
  title: z.string(),
  description: z.string(),
  category: z.string(),
  /** Null: the category's usual one. */
  priority: z.nullable(Priority),
  zone: z.string(),
  rrule: z.string(),
  startsOn: z.string(),
  leadDays: z.int(),
  /** When what has not been made into a request yet falls due next; null while it is paused, has ended or has run out. */
  nextDueAt: z.nullable(z.date()),
  /** The next dates, `nextDueAt` first; at most three. */
  upcoming: z.array(z.date()),
  /** The newest request that it made. */
  lastRequestId: z.nullable(Id),
  paused: z.boolean(),
  pausedBecause: z.nullable(PauseReason),
  endedAt: z.nullable(z.date()),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Plan = z.infer<typeof Plan>;

export const PlanPage = page(Plan);
