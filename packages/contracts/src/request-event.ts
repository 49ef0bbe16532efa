import * as z from 'zod/mini';
import { HoldReason, RequestStatus } from './lifecycle.ts';
import { Money } from './money.ts';
import { Role } from './role.ts';

export const requestEventTypes = [
  'saved_as_draft',
  'submitted',
  'edited',
  'invited',
  'awarded',
  'offered',
  'offer_accepted',
  'released',
  'windows_offered',
  'scheduled',
  'unscheduled',
  'started',
  'held',
  'resumed',
  'work_stopped',
  'stop_work_lifted',
  'change_order_proposed',
  'change_order_withdrawn',
  'change_order_approved',
  'change_order_declined',
  'completed',
  'reminded',
  'confirmed',
  'sent_back',
  'rated',
  'invoice_published',
  'invoice_paid',
  'invoice_cancelled',
  'cancelled',
  'rejected',
  'merged',
  'absorbed',
  'reopened',
  'reinstated',
  'restored',
  'prioritised',
] as const;
export const RequestEventType = z.enum(requestEventTypes);
export type RequestEventType = z.infer<typeof RequestEventType>;

const id = z.optional(z.string());

/** What an event tells besides who, when and why. Which of them are there depends on its type. */
export const EventFacts = z.strictObject({
  contractorId: id,
  quoteId: id,
  changeOrderId: id,
  invoiceId: id,
  duplicateOfId: id,
  /** Of the quote that was accepted. */
  revision: z.optional(z.int()),
  /** What was agreed, asked for or paid. */
  amount: z.optional(Money),
  /** What the part that was done costs, when a job is released after work began; absent while disputed. */
  partCost: z.optional(Money),
  disputed: z.optional(z.boolean()),
  holdReason: z.optional(HoldReason),
  /** How many were invited by name. */
  invited: z.optional(z.int()),
  published: z.optional(z.boolean()),
  /** Of the visit that was agreed or given up. */
  start: z.optional(z.date()),
  end: z.optional(z.date()),
  zone: z.optional(z.string()),
  /** When a hold ends by itself, or an offer lapses. */
  until: z.optional(z.date()),
});
export type EventFacts = z.infer<typeof EventFacts>;

/** What happened to a request: one entry of its timeline. `seq` counts from 1 without a gap (for a contractor, from the award). */
export const RequestEvent = z.strictObject({
  seq: z.int().check(z.gte(1)),
  type: RequestEventType,
  /** In which role the actor acted; `system` is the platform's clock. */
  by: z.enum([...Role.options, 'system']),
  at: z.date(),
  from: z.nullable(RequestStatus),
  to: RequestStatus,
  /** The fields that an edit changed. */
  fields: z.array(z.string()),
  reason: z.nullable(z.string()),
  facts: EventFacts,
});
export type RequestEvent = z.infer<typeof RequestEvent>;

/** A request's whole timeline, oldest first. */
export const RequestTimeline = z.array(RequestEvent);
