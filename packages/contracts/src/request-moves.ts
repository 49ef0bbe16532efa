import * as z from 'zod/mini';
import { Priority } from './category.ts';
import { Id, IdempotencyKey, Version } from './id.ts';
import { HoldReason, type Resolution } from './lifecycle.ts';
import { TimeZone } from './local-time.ts';
import { Money } from './money.ts';
import { whenSound } from './sound.ts';
import { line, paragraph } from './text.ts';
import { Instant } from './time.ts';

const reason = paragraph(3, 500);

/** What every command on a request may carry: the version last seen, and a key that makes it safe to repeat. */
export const requestCommand = {
  id: Id,
  version: z.optional(Version),
  commandKey: z.optional(IdempotencyKey),
};

/** A command that needs nothing but the request. */
export const RequestCommand = z.strictObject(requestCommand);
export type RequestCommand = z.infer<typeof RequestCommand>;

/** A command that says why; the other parties read `reason`. */
export const ReasonedCommand = z.strictObject({ ...requestCommand, reason });
export type ReasonedCommand = z.infer<typeof ReasonedCommand>;

/** Withdraws a request. Once a contractor has been chosen, `reason` is required. */
export const CancelRequest = z.strictObject({ ...requestCommand, reason: z.optional(reason) });
export type CancelRequest = z.infer<typeof CancelRequest>;

/** At most so many contractors may be invited to one request. */
export const mostInvited = 10;

/**
 * Asks contractors for quotes: those that are named, everybody whose trade and area fit (`publish`), or both. Sent again while
 * quotes come in it adds to who may quote. `quoteDueAt` is when the homeowner means to choose, in this round of quotes; `spendCap` is
 * the most that they will spend, which no accepted quote may exceed; null lifts it. Approving a change order above it raises it to
 * what is then agreed.
 * Contractors see neither the cap nor each other. A request that could not be placed on the map can only be sent to named ones.
 */
export const InviteContractors = z.strictObject({
  ...requestCommand,
  contractorIds: z._default(z.array(Id).check(z.maxLength(mostInvited)), []),
  publish: z._default(z.boolean(), false),
  quoteDueAt: z.optional(Instant),
  spendCap: z.optional(z.nullable(Money)),
});
export type InviteContractors = z.infer<typeof InviteContractors>;

/** Offers the job to one contractor without a quote, up to `spendCap`. It lapses unless accepted by `acceptDueAt` (by default in two days). */
export const OfferJob = z.strictObject({
  ...requestCommand,
  contractorId: Id,
  spendCap: Money,
  acceptDueAt: z.optional(Instant),
});
export type OfferJob = z.infer<typeof OfferJob>;

/**
 * Ends the award: the contractor steps back or the homeowner dismisses them, and the homeowner chooses again. Once work has begun it
 * says what the part that was done costs (`partCost`, 0 for nothing, at most what was agreed), or that this is `disputed`, never both.
 */
export const ReleaseJob = z.strictObject({
  ...requestCommand,
  reason,
  partCost: z.optional(Money),
  disputed: z.optional(z.boolean()),
});
export type ReleaseJob = z.infer<typeof ReleaseJob>;

/** How many windows one side offers at a time. */
export const mostWindows = 5;

/** A window is at most so long, in days. */
export const longestWindowDays = 14;

/** A window starts at most so many days ahead. */
export const mostWindowDaysAhead = 180;

const dayMs = 86_400_000;

/** A time at which a party can be there. UTC; `start` before `end`, at most 14 days long. */
export const Window = z.strictObject({ start: Instant, end: Instant }).check(
  z.refine(({ start, end }) => start < end, {
    ...whenSound,
    path: ['end'],
    error: 'must be after the start',
  }),
  z.refine(({ start, end }) => end.getTime() - start.getTime() <= longestWindowDays * dayMs, {
    ...whenSound,
    path: ['end'],
    error: `must be at most ${longestWindowDays} days after the start`,
  }),
);
export type Window = z.infer<typeof Window>;

const followEachOther = (windows: Window[]) =>
  windows.every(({ start }, index) => {
    const before = windows[index - 1];
    return before === undefined || before.end <= start;
  });

/**
 * Offers windows for a visit, in place of those offered before: earliest first, none over another, each to start within the next 180
 * days. `zone` is the IANA time zone in which they are meant and shown; the times are UTC and are kept as they were sent.
 */
export const OfferWindows = z.strictObject({
  ...requestCommand,
  zone: TimeZone,
  windows: z.array(Window).check(
    z.minLength(1),
    z.maxLength(mostWindows),
    z.refine(followEachOther, {
      ...whenSound,
      error: 'must be in order, each after the end of the one before',
    }),
  ),
});
export type OfferWindows = z.infer<typeof OfferWindows>;

/** Agrees to one of the windows that the other side has offered, by its start. */
export const ConfirmWindow = z.strictObject({ ...requestCommand, start: Instant });
export type ConfirmWindow = z.infer<typeof ConfirmWindow>;

/** Pauses the work. It goes on by itself at `until`, at most 365 days ahead. */
export const HoldJob = z.strictObject({
  ...requestCommand,
  holdReason: HoldReason.check(z.refine((given) => given !== 'stop_work', 'is for officials')),
  reason: z.optional(reason),
  until: z.optional(Instant),
});
export type HoldJob = z.infer<typeof HoldJob>;

/** Says that the work is done. `done` are the codes of the category's checklist that were seen to; `cost` is what it came to. */
export const CompleteJob = z.strictObject({
  ...requestCommand,
  note: paragraph(3, 300),
  done: z._default(z.array(line(1, 24)).check(z.maxLength(8)), []),
  labourMinutes: z.int().check(z.gte(0), z.lte(60 * 24 * 60)),
  cost: Money,
  /** For how many days the contractor stands by the work. */
  warrantyDays: z._default(z.int().check(z.gte(0), z.lte(3650)), 0),
});
export type CompleteJob = z.infer<typeof CompleteJob>;

const score = z.int().check(z.gte(1), z.lte(5));

/** Rates the work of a closed request, once an award: where it was opened again, what was done then is rated as another job. 5 is best. */
export const RateJob = z.strictObject({ ...requestCommand, quality: score, time: score, price: score });
export type RateJob = z.infer<typeof RateJob>;

/** Why an official turns a request down. */
export const rejections = ['not_responsible', 'no_fault_found'] as const satisfies readonly Resolution[];
export const Rejection = z.enum(rejections);

/** Turns a request down. The homeowner reads `closingText`. */
export const RejectRequest = z.strictObject({
  ...requestCommand,
  resolution: Rejection,
  closingText: paragraph(10, 1000),
});
export type RejectRequest = z.infer<typeof RejectRequest>;

/** Says that it was reported before: `duplicateOfId` is the earlier request, of the same property or at most 250 m away. */
export const MergeRequest = z.strictObject({ ...requestCommand, duplicateOfId: Id });
export type MergeRequest = z.infer<typeof MergeRequest>;

/** Sets how soon it has to be at least, whatever the homeowner asked for; null lifts it. */
export const SetPriorityFloor = z.strictObject({ ...requestCommand, priorityFloor: z.nullable(Priority) });
export type SetPriorityFloor = z.infer<typeof SetPriorityFloor>;
