import type { CostLine } from '@pmp/contracts/cost-line';
import type { Money } from '@pmp/contracts/money';
import type { Look } from '../../kernel/look.ts';
import type { Request } from '../request/request.ports.ts';

/** Extra work as it was proposed. It never changes: what became of it, the award of its request says. */
export interface ChangeOrder {
  id: string;
  requestId: string;
  contractorId: string;
  lines: readonly CostLine[];
  total: Money;
  reason: string;
  createdAt: Date;
}

/**
 * Change orders in the database. One that no award names has no effect and is shown to nobody: what is left of a proposal that went no
 * further.
 */
export interface ChangeOrders {
  /** Keeps what is there, if it has been inserted before. */
  insert(order: ChangeOrder): Promise<void>;
  /** What whoever has the job now has proposed for it, in no order. */
  beside(requestId: string): Look<Pick<Request, 'award'>, ChangeOrder[]>;
}
