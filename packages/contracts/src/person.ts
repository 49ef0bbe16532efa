import * as z from 'zod/mini';
import { Id, IdempotencyKey } from './id.ts';
import { line } from './text.ts';

/** A person may call, was shut out for a while, or has been erased for good. */
export const standings = ['active', 'suspended', 'erased'] as const;
export const StandingState = z.enum(standings);
export type StandingState = z.infer<typeof StandingState>;

const decision = {
  personId: Id,
  /** Kept with the decision, for officials only. */
  reason: line(3, 500),
  commandKey: z.optional(IdempotencyKey),
};

/** Shuts a person out of every door and ends their open streams. Suspending someone who is out already changes nothing. */
export const SuspendPerson = z.strictObject(decision);
export type SuspendPerson = z.infer<typeof SuspendPerson>;

/** Lets a suspended person in again. */
export const ReinstatePerson = z.strictObject(decision);
export type ReinstatePerson = z.infer<typeof ReinstatePerson>;

/** Whether a person may call, as officials see it. */
export const Standing = z.strictObject({
  personId: Id,
  state: StandingState,
  changedAt: z.date(),
});
export type Standing = z.infer<typeof Standing>;
