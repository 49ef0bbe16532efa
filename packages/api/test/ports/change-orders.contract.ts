import { expect, it } from 'vitest';
import type { ChangeOrder, ChangeOrders } from '../../src/modules/change-order/change-order.ports.ts';
import { anAward } from '../factories/award.ts';
import { aCostLine } from '../factories/job.ts';
import { hexId, instant, later } from '../factories/unique.ts';
import type { Looking } from '../fakes/fake-look.ts';

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
export const changeOrdersContract = (open: () => ChangeOrders, look: Looking) => {
  const orders = open();
  /** What stands beside a request that the contractor has. */
  const besideJob = (requestId: string, contractorId: string) =>
    look(orders.beside(requestId), { award: anAward({ contractorId }) });

  it('stores every field as it was', async () => {
    const order = anOrder();
    await orders.insert(order);
    expect(await besideJob(order.requestId, order.contractorId)).toStrictEqual([order]);
  });

  it('keeps the first of two with the same id', async () => {
    const order = anOrder();
    await orders.insert(order);
    await orders.insert({ ...order, createdAt: later(60) });
    expect(await besideJob(order.requestId, order.contractorId)).toStrictEqual([order]);
  });

  it('answers those of the request by whoever has the job, and none while nobody has', async () => {
    const job = { requestId: hexId(), contractorId: hexId() };
    const [one, two] = [anOrder(job), anOrder(job)];
    const others = [anOrder({ requestId: job.requestId }), anOrder({ contractorId: job.contractorId })];
    for (const order of [one, two, ...others]) await orders.insert(order);
    const found = await besideJob(job.requestId, job.contractorId);
    expect(found.map(({ id }) => id).toSorted()).toEqual([one.id, two.id].toSorted());
    expect(await besideJob(job.requestId, hexId())).toEqual([]);
    expect(await look(orders.beside(job.requestId), { award: null })).toEqual([]);
  });
};
