import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeApi } from '../../src/compose.ts';
import { invoiceCollection } from '../../src/modules/invoice/invoice.mongo.ts';
import type { Request } from '../../src/modules/request/request.ports.ts';
import { open } from '../../src/mongo/collection.ts';
import { toObjectId } from '../../src/mongo/object-id.ts';
import { aCostLine, aJobIn } from '../factories/job.ts';
import { aPrincipal } from '../factories/principal.ts';
import { putRequest } from '../mongo/put-request.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { callerOf, refusalOf } from '../testing.ts';

const rounds = 12;
const hannah = aPrincipal();
const cole = aPrincipal({ roles: ['contractor'] });

const rethrow = (error: unknown) => {
  throw error;
};

describe(`${rounds} rounds of`, () => {
  const connection = useTestDatabase('races_work');
  const { db } = connection;
  const api = composeApi({
    connection,
    version: '0.0.0-test',
    userNamespace: 'https://issuer.test/',
    onError: rethrow,
  });
  const { contractor } = callerOf(api.deps, cole);
  const { homeowner } = callerOf(api.deps, hannah);
  beforeAll(() => api.prepare());
  afterAll(() => api.stop());

  const aCase = async (status: Request['status']) => {
    const job = aJobIn(status, { contractorId: cole.userId }, { homeownerId: hannah.userId });
    await putRequest(db, job);
    return job.id;
  };
  /** Sends all at once, in changing order; answers how each fared. */
  const raced = async (round: number, calls: readonly (() => Promise<unknown>)[]) => {
    const fared: string[] = Array.from({ length: calls.length }, () => '');
    const order = calls.map((_, index) => (index + round) % calls.length);
    await Promise.all(
      order.map(async (index) => {
        fared[index] = (await refusalOf(calls[index]?.() ?? Promise.resolve()))?.data.appCode ?? 'ok';
      }),
    );
    return fared;
  };
  const eventsOf = async (id: string, ...types: string[]) =>
    (await homeowner.requests.timeline({ id })).filter(({ type }) => types.includes(type));

  it('approve against withdraw: one answer, agreed raised once or not at all', {
    timeout: 120_000,
  }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const requestId = await aCase('in_progress');
      const proposal = { requestId, currency: 'EUR', lines: [aCostLine()], reason: 'More to do' };
      const { award } = await contractor.changeOrders.propose(proposal);
      const id = award.changeOrders[0]?.id ?? '';
      const fared = await raced(round, [
        () => homeowner.changeOrders.approve({ requestId, id }),
        () => homeowner.changeOrders.approve({ requestId, id }),
        () => contractor.changeOrders.withdraw({ requestId, id }),
      ]);
      expect(fared.toSorted()).toEqual(['conflict', 'conflict', 'ok']);
      const isApproved = fared[2] !== 'ok';
      const after = await homeowner.requests.get({ id: requestId });
      expect(after.award).toMatchObject({
        agreed: { minor: isApproved ? 60_000 : 50_000 },
        changeOrders: [{ id, state: isApproved ? 'approved' : 'withdrawn' }],
      });
      expect(await eventsOf(requestId, 'change_order_approved', 'change_order_withdrawn')).toHaveLength(1);
    }
  });

  it('two proposals at once: one is open', { timeout: 120_000 }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const requestId = await aCase('in_progress');
      const propose = (reason: string) => () =>
        contractor.changeOrders.propose({ requestId, currency: 'EUR', lines: [aCostLine()], reason });
      expect((await raced(round, [propose('One'), propose('Two of them')])).toSorted()).toEqual([
        'conflict',
        'ok',
      ]);
      expect(await homeowner.changeOrders.list({ requestId })).toHaveLength(1);
    }
  });

  it('two publishes at once: one published invoice', { timeout: 120_000 }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const requestId = await aCase('completed');
      const { id } = await contractor.invoices.save({ requestId, currency: 'EUR', lines: [aCostLine()] });
      const publish = () => contractor.invoices.publish({ requestId });
      expect((await raced(round, [publish, publish])).toSorted()).toEqual(['conflict', 'ok']);
      const docs = await open(db, invoiceCollection)
        .find({ requestId: toObjectId(requestId) })
        .toArray();
      expect(docs).toMatchObject([{ status: 'published', version: 2 }]);
      expect((await homeowner.requests.get({ id: requestId })).invoice).toMatchObject({
        id,
        state: 'published',
      });
      expect(await eventsOf(requestId, 'invoice_published')).toHaveLength(1);
    }
  });

  it('saving against publishing: what is published is what its brief says', {
    timeout: 120_000,
  }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const requestId = await aCase('completed');
      const draft = { requestId, currency: 'EUR', lines: [aCostLine()] };
      await contractor.invoices.save(draft);
      const [published] = await raced(round, [
        () => contractor.invoices.publish({ requestId }),
        () => contractor.invoices.save({ ...draft, lines: [aCostLine({ unitPrice: 1 })] }),
      ]);
      expect(published).toBe('ok');
      const { invoice } = await homeowner.requests.get({ id: requestId });
      const seen = await homeowner.invoices.get({ requestId });
      expect(seen).toMatchObject({ state: 'published', id: invoice?.id, total: invoice?.total });
    }
  });

  it('pay against cancel: one of them', { timeout: 120_000 }, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const requestId = await aCase('closed');
      const { id } = await contractor.invoices.save({ requestId, currency: 'EUR', lines: [aCostLine()] });
      await contractor.invoices.publish({ requestId });
      const fared = await raced(round, [
        () => homeowner.invoices.pay({ requestId, id }),
        () => contractor.invoices.cancel({ requestId, id, reason: 'A line was wrong' }),
      ]);
      expect(fared.toSorted()).toEqual(['conflict', 'ok']);
      const state = fared[0] === 'ok' ? 'paid' : 'cancelled';
      expect((await homeowner.invoices.get({ requestId })).state).toBe(state);
      expect(await eventsOf(requestId, 'invoice_paid', 'invoice_cancelled')).toHaveLength(1);
    }
  });

  it('the last places of a work log: never one too many', { timeout: 120_000 }, async () => {
    const requestId = await aCase('in_progress');
    const entry = {
      requestId,
      kind: 'fee' as const,
      text: 'Parking',
      quantity: 1,
      unit: 'day',
      unitPrice: 350,
      currency: 'EUR',
      at: new Date('2026-03-01T10:00:00.000Z'),
    };
    const fared: string[] = [];
    for (let batch = 0; batch < 21; batch += 1) {
      fared.push(
        ...(await raced(
          batch,
          Array.from({ length: 10 }, () => () => contractor.workLog.create(entry)),
        )),
      );
    }
    expect(fared.filter((one) => one === 'ok')).toHaveLength(200);
    expect(fared.filter((one) => one === 'case_full')).toHaveLength(10);
    expect((await homeowner.workLog.list({ requestId })).totals.total).toBe(200 * 350);
  });
});
