import * as z from 'zod/mini';
import { CostTotals, costLines, StoredCostLine } from './cost-line.ts';
import { Id, IdempotencyKey, Version } from './id.ts';
import { Currency, Money } from './money.ts';
import { ChangeOrderState } from './request-view.ts';
import { paragraph } from './text.ts';

/** At most so many change orders a job, answered or not. */
export const mostChangeOrders = 10;

/** At most so many lines a change order. */
export const mostChangeOrderLines = 20;

const reason = paragraph(3, 500);

/** What every command on the change orders of a job may carry: the version of the request last seen, and a key. */
const command = {
  requestId: Id,
  version: z.optional(Version),
  commandKey: z.optional(IdempotencyKey),
};

/** Asks for more work than was agreed, and says why. The work waits for no answer, but completing it does. */
export const ProposeChangeOrder = z.strictObject({
  ...command,
  /** That of the job. */
  currency: Currency,
  lines: costLines(mostChangeOrderLines),
  reason,
});
export type ProposeChangeOrder = z.infer<typeof ProposeChangeOrder>;

/** Answers the change order `id`: the homeowner approves it, or its contractor withdraws it. */
export const AnswerChangeOrder = z.strictObject({ ...command, id: Id });
export type AnswerChangeOrder = z.infer<typeof AnswerChangeOrder>;

/** Declines the change order `id`. The contractor reads `reason`, where there is one. */
export const DeclineChangeOrder = z.strictObject({ ...command, id: Id, reason: z.optional(reason) });
export type DeclineChangeOrder = z.infer<typeof DeclineChangeOrder>;

export const ListChangeOrders = z.strictObject({ requestId: Id });
export type ListChangeOrders = z.infer<typeof ListChangeOrders>;

/** Extra work that was proposed after the award. */
export const ChangeOrder = z.strictObject({
  id: Id,
  requestId: Id,
  state: ChangeOrderState,
  reason: z.string(),
  lines: z.array(StoredCostLine),
  totals: CostTotals,
  total: Money,
  createdAt: z.date(),
});
export type ChangeOrder = z.infer<typeof ChangeOrder>;

/** All change orders of the present award, in the order in which they were proposed. */
export const ChangeOrderList = z.array(ChangeOrder);
