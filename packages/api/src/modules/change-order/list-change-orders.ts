import type { ListChangeOrders, ChangeOrder as View } from '@pmp/contracts/change-order';
import { priced, totalsOf } from '@pmp/contracts/cost-line';
import type { Deps } from '../../deps.ts';
import type { Contractor, Homeowner } from '../../kernel/actor.ts';
import { requestWith } from '../request/request.scope.ts';

/** Those that the award names; nothing while there is none. */
export const listChangeOrders = async (
  { requests, changeOrders }: Pick<Deps, 'requests' | 'changeOrders'>,
  actor: Homeowner | Contractor,
  { requestId }: ListChangeOrders,
): Promise<View[]> => {
  const looks = { proposed: changeOrders.beside(requestId) };
  const { request, beside } = await requestWith(requests, actor, { id: requestId, looks });
  const byId = new Map(beside.proposed.map((order) => [order.id, order]));
  return (request.award?.changeOrders ?? []).flatMap(({ id, state }) => {
    const order = byId.get(id);
    if (!order) return [];
    const { contractorId: _, lines, ...rest } = order;
    return [{ ...rest, state, lines: priced(lines), totals: totalsOf(lines) }];
  });
};
