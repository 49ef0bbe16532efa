import { expect, it } from 'vitest';
import type { ChangeOrder, ChangeOrders } from '../../src/modules/change-order/change-order.ports.ts';
import { aCostLine } from '../factories/job.ts';
import { hexId, instant, later } from '../factories/unique.ts';

const anOrder = (overrides: Partial<ChangeOrder> = {}): ChangeOrder => ({
  id: hexId(),
  requestId: hexId(),
  contractorId: hexId(),
  lines: [aCostLine(), aCostLine({ kind: 'tax', quantity: 0.001 })],
  total: { minor: 10_004, currency: 'EUR' },
  reason: 'The old valve\nis stuck',
  createdAt: instant,
  ...overrides,
});

/** What every implementation of `ChangeOrders` must do. */
export const changeOrdersContract = (open: () => ChangeOrders) => {
  const orders = open();

  it('stores every field as it was', async () => {
    const order = anOrder();
    await orders.insert(order);
    expect(await orders.many(order.requestId, [order.id])).toStrictEqual([order]);
  });

  it('keeps the first of two with the same id', async () => {
    const order = anOrder();
    await orders.insert(order);
    await orders.insert({ ...order, createdAt: later(60) });
    expect(await orders.many(order.requestId, [order.id])).toStrictEqual([order]);
  });

  it('answers those that are asked for, of that request alone', async () => {
    const requestId = hexId();
    const [one, two, three] = [anOrder({ requestId }), anOrder({ requestId }), anOrder({ requestId })];
    const other = anOrder();
    for (const order of [one, two, three, other]) await orders.insert(order);
    const found = await orders.many(requestId, [one.id, three.id, other.id, hexId()]);
    expect(found.map(({ id }) => id).toSorted()).toEqual([one.id, three.id].toSorted());
    expect(await orders.many(requestId, [])).toEqual([]);
  });
};
