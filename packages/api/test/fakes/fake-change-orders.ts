import type { ChangeOrder, ChangeOrders } from '../../src/modules/change-order/change-order.ports.ts';
import { fakeLook } from './fake-look.ts';

export const fakeChangeOrders = () => {
  const stored = new Map<string, ChangeOrder>();
  const orders: ChangeOrders = {
    insert: async (order) => {
      if (!stored.has(order.id)) stored.set(order.id, structuredClone(order));
    },
    beside: (requestId) =>
      fakeLook(({ award }) =>
        [...stored.values()].filter(
          (one) => one.requestId === requestId && one.contractorId === award?.contractorId,
        ),
      ),
  };
  return { ...orders, count: () => stored.size };
};
