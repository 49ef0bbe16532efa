import type { ListChangeOrders, ChangeOrder as View } from '@pmp/contracts/change-order';
import { priced, totalsOf } from '@pmp/contracts/cost-line';
import type { Deps } from '../../deps.ts';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { requestFor } from '../request/request.scope.ts';

/** Those that the award names; nothing while there is none. */
export const listChangeOrders = async (
  { requests, changeOrders }: Pick<Deps, 'requests' | 'changeOrders'>,
  actor: Homeowner | Contractor,
  { requestId }: ListChangeOrders,
): Promise<View[]> => {
  const { award } = await requestFor(requests, actor, requestId);
  const named = award?.changeOrders ?? [];
  const found = await changeOrders.many(
    requestId,
    named.map(({ id }) => id),
  );
  const byId = new Map(found.map((order) => [order.id, order]));
  return named.flatMap(({ id, state }) => {
    const order = byId.get(id);
    if (!order) return [];
    const { contractorId: _, lines, ...rest } = order;
    return [{ ...rest, state, lines: priced(lines), totals: totalsOf(lines) }];
  });
};
