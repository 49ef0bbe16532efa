import type { ChangeOrder, ChangeOrders } from '../../src/modules/change-order/change-order.ports.ts';

export const fakeChangeOrders = () => {
  const stored = new Map<string, ChangeOrder>();
  const orders: ChangeOrders = {
    insert: async (order) => {
      if (!stored.has(order.id)) stored.set(order.id, structuredClone(order));
    },
    many: async (requestId, ids) =>
      structuredClone(
        [...stored.values()].filter((one) => one.requestId === requestId && ids.includes(one.id)),
      ),
  };
  return { ...orders, count: () => stored.size };
};
