import * as z from 'zod/mini';
import { type CostKind, isAnAmount, Quantity, Unit, UnitPrice } from './cost-line.ts';
import { Id, IdempotencyKey } from './id.ts';
import { Currency, Money } from './money.ts';
import { Cursor, pageFields } from './page.ts';
import { whenSound } from './sound.ts';
import { line } from './text.ts';
import { Instant } from './time.ts';

/**
 * At most so many entries a contractor writes about a request, those included that were removed. A contractor who is given the same
 * request again has what the award before it has left.
 */
export const mostWorkEntries = 200;

/** What an entry is about. Tax is a matter of the invoice. */
export const workKinds = ['labour', 'material', 'fee'] as const satisfies readonly CostKind[];
export const WorkKind = z.enum(workKinds);
export type WorkKind = z.infer<typeof WorkKind>;

/**
 * Notes time, material or another cost of a job. `minutes` is how long it took: of labour, and of labour only. `at` is when it was done,
 * not before the award and not in the future.
 */
export const CreateWorkEntry = z
  .strictObject({
    requestId: Id,
    kind: WorkKind,
    text: line(1, 200),
    minutes: z.optional(z.int().check(z.gte(1), z.lte(24 * 60))),
    quantity: Quantity,
    unit: Unit,
    unitPrice: UnitPrice,
    /** That of the job. */
    currency: Currency,
    at: Instant,
    clientKey: z.optional(IdempotencyKey),
  })
  .check(
    z.refine(({ kind, minutes }) => (kind === 'labour') === (minutes !== undefined), {
      error: 'goes with labour, and labour with it',
      path: ['minutes'],
    }),
    z.refine(isAnAmount, { ...whenSound, error: 'comes to more than an amount may be', path: ['unitPrice'] }),
  );
export type CreateWorkEntry = z.infer<typeof CreateWorkEntry>;

/** Takes an entry out of the totals. It stays to be seen, marked. */
export const RemoveWorkEntry = z.strictObject({
  requestId: Id,
  id: Id,
  commandKey: z.optional(IdempotencyKey),
});
export type RemoveWorkEntry = z.infer<typeof RemoveWorkEntry>;

/** Those of the present award, newest first: what was noted under an earlier one is not among them, nor in the totals. */
export const ListWork = z.strictObject({ requestId: Id, ...pageFields });
export type ListWork = z.infer<typeof ListWork>;

export const WorkEntry = z.strictObject({
  id: Id,
  requestId: Id,
  kind: WorkKind,
  text: z.string(),
  minutes: z.nullable(z.int()),
  quantity: z.number(),
  unit: z.string(),
  /** In minor units of the amount's currency. */
  unitPrice: z.int(),
  amount: Money,
  at: z.date(),
  createdAt: z.date(),
  /** When it was taken out of the totals. */
  removedAt: z.nullable(z.date()),
});
export type WorkEntry = z.infer<typeof WorkEntry>;

/** What all entries of the award come to that were not removed: minutes, and minor units of `currency` (null while nobody has the job). */
export const WorkTotals = z.strictObject({
  minutes: z.int(),
  labour: z.int(),
  material: z.int(),
  fee: z.int(),
  total: z.int(),
  currency: z.nullable(Currency),
});
export type WorkTotals = z.infer<typeof WorkTotals>;

export const WorkLog = z.strictObject({
  items: z.array(WorkEntry),
  nextCursor: z.nullable(Cursor),
  totals: WorkTotals,
});
export type WorkLog = z.infer<typeof WorkLog>;
