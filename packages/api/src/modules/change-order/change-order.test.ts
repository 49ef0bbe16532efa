import { ChangeOrder, type ProposeChangeOrder } from '@pmp/contracts/change-order';
import { requestStatuses } from '@pmp/contracts/lifecycle';
import { mostMinor } from '@pmp/contracts/money';
import { describe, expect, it } from 'vitest';
import { aCostLine, aJobIn } from '../../../test/factories/job.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { asOwner } from '../../../test/factories/request.ts';
import { hexId } from '../../../test/factories/unique.ts';
import { createTestApi, refused } from '../../../test/testing.ts';
import { system } from '../../kernel/actor.ts';
import { confirmCompletion } from '../request/confirm-completion.ts';
import type { Award, Request } from '../request/request.ports.ts';
import { whileUnderWay } from './answer-change-order.ts';

const hannah = aPrincipal();
const cole = aPrincipal({ roles: ['contractor'] });

const setUp = (
  status: Request['status'] = 'in_progress',
  award: Partial<Award> = {},
  more: Partial<Request> = {},
) => {
  const api = createTestApi();
  const job = aJobIn(
    status,
    { contractorId: cole.userId, ...award },
    { homeownerId: hannah.userId, ...more },
  );
  api.requests.put(job);
  const ours = api.callerAs(hannah).homeowner;
  const theirs = api.callerAs(cole).contractor;
  const requestId = job.id;
  const aProposal = (over: Partial<ProposeChangeOrder> = {}): ProposeChangeOrder => ({
    requestId,
    currency: 'EUR',
    lines: [
      aCostLine(),
      aCostLine({ kind: 'material', text: 'Valve', quantity: 1, unit: 'piece', unitPrice: 1_999 }),
    ],
    reason: 'The old valve is stuck',
    ...over,
  });
  return {
    api,
    job,
    requestId,
    homeowner: ours.changeOrders,
    requests: ours.requests,
    contractor: theirs.changeOrders,
    jobs: theirs.jobs,
    aProposal,
    propose: async (over: Partial<ProposeChangeOrder> = {}) => {
      const { award: after } = await theirs.changeOrders.propose(aProposal(over));
      return after.changeOrders.at(-1)?.id ?? '';
    },
    stored: async () => api.requests.findWhole(requestId, asOwner(hannah.userId)),
  };
};

const codeOf = async (call: Promise<unknown>) => (await refused(call)).data.appCode;

describe('change orders', () => {
  it('are proposed, shown to both, and approved: what was agreed goes up by the total', async () => {
    const { api, homeowner, contractor, requestId, aProposal, stored } = setUp();
    const job = await contractor.propose(aProposal());
    const id = job.award.changeOrders[0]?.id ?? '';
    expect(job).toMatchObject({
      waitingOn: 'homeowner',
      award: {
        agreed: { minor: 50_000 },
        changeOrders: [{ id, state: 'proposed', total: { minor: 11_999, currency: 'EUR' } }],
      },
    });
    expect((await stored())?.tail.at(-1)).toMatchObject({
      type: 'change_order_proposed',
      reason: 'The old valve is stuck',
      facts: { changeOrderId: id, amount: { minor: 11_999, currency: 'EUR' } },
      notices: [
        { to: hannah.userId, kind: 'request_change_order_proposed' },
        { to: cole.userId, kind: 'request_change_order_proposed' },
      ],
    });

    const [shown] = await homeowner.list({ requestId });
    expect(ChangeOrder.safeParse(shown).success).toBe(true);
    expect(shown).toMatchObject({
      id,
      state: 'proposed',
      createdAt: api.clock.now(),
      lines: [{ total: 10_000 }, { total: 1_999 }],
      totals: { labour: 10_000, material: 1_999, fee: 0, tax: 0, net: 11_999, total: 11_999 },
    });
    expect(await contractor.list({ requestId })).toStrictEqual([shown]);

    const after = await homeowner.approve({ requestId, id });
    expect(after).toMatchObject({
      status: 'in_progress',
      waitingOn: 'contractor',
      award: { agreed: { minor: 61_999, currency: 'EUR' }, changeOrders: [{ id, state: 'approved' }] },
    });
    expect((await stored())?.tail.at(-1)).toMatchObject({
      type: 'change_order_approved',
      actor: { role: 'homeowner' },
      facts: { changeOrderId: id, amount: { minor: 11_999 } },
    });
    expect(await homeowner.list({ requestId })).toMatchObject([{ id, state: 'approved' }]);
  });

  it.each(['declined', 'withdrawn'] as const)('that are %s leave what was agreed', async (state) => {
    const { homeowner, contractor, requestId, propose, stored } = setUp();
    const id = await propose();
    if (state === 'declined') await homeowner.decline({ requestId, id, reason: 'Too much' });
    else await contractor.withdraw({ requestId, id });
    const after = await stored();
    expect(after?.request).toMatchObject({
      waitingOn: 'contractor',
      award: { agreed: { minor: 50_000 }, changeOrders: [{ id, state }] },
    });
    expect(after?.tail.at(-1)).toMatchObject({
      type: `change_order_${state}`,
      reason: state === 'declined' ? 'Too much' : null,
    });
  });

  it.each(requestStatuses)('may be proposed while a job is under way (%s)', async (status) => {
    const { contractor, aProposal, stored, api } = setUp(status);
    const call = contractor.propose(aProposal());
    if (whileUnderWay.includes(status)) {
      expect((await call).award.changeOrders).toHaveLength(1);
      return;
    }
    expect(await codeOf(call)).toBe('invalid_transition');
    expect((await stored())?.request.version).toBe(4);
    expect(api.changeOrders.count()).toBe(0);
  });

  it('wait for the contractor to be bound', async () => {
    const { contractor, aProposal } = setUp('assigned', { acceptedAt: null });
    expect(await codeOf(contractor.propose(aProposal()))).toBe('invalid_transition');
  });

  it('hand the turn back to whom a hold waits for', async () => {
    const { homeowner, requestId, propose } = setUp('on_hold');
    const id = await propose();
    expect((await homeowner.approve({ requestId, id })).waitingOn).toBe('homeowner');
  });

  it('are one at a time, and ten a job', async () => {
    const { api, homeowner, contractor, requestId, propose, aProposal } = setUp();
    for (let count = 0; count < 10; count += 1) {
      const id = await propose();
      expect(await codeOf(contractor.propose(aProposal()))).toBe('conflict');
      if (count % 2 === 0) await homeowner.decline({ requestId, id });
      else await contractor.withdraw({ requestId, id });
      // As the relay does between calls: a tail that nobody carries off takes no more.
      await api.relay.deliver();
    }
    expect(await codeOf(contractor.propose(aProposal()))).toBe('case_full');
    expect(await homeowner.list({ requestId })).toHaveLength(10);
  });

  it('are in the currency of the job', async () => {
    const { contractor, aProposal } = setUp();
    const { data } = await refused(contractor.propose(aProposal({ currency: 'USD' })));
    expect(data).toMatchObject({ appCode: 'bad_input', fieldErrors: [{ path: 'currency' }] });
  });

  it('have between one and twenty lines, and a reason', async () => {
    const { contractor, aProposal } = setUp();
    for (const bad of [
      { lines: [] },
      { lines: Array.from({ length: 21 }, () => aCostLine()) },
      { lines: [aCostLine({ quantity: 0 })] },
      { lines: [aCostLine({ unitPrice: mostMinor, quantity: 2 })] },
      { reason: ' ' },
    ]) {
      expect(await codeOf(contractor.propose(aProposal(bad)))).toBe('bad_input');
    }
  });

  it('are answered once', async () => {
    const { homeowner, contractor, requestId, propose } = setUp();
    const id = await propose();
    await homeowner.approve({ requestId, id });
    for (const again of [
      homeowner.approve({ requestId, id }),
      homeowner.decline({ requestId, id }),
      contractor.withdraw({ requestId, id }),
    ]) {
      expect(await codeOf(again)).toBe('conflict');
    }
    expect(await codeOf(homeowner.approve({ requestId, id: hexId() }))).toBe('not_found');
  });

  const euros = (minor: number) => ({ minor, currency: 'EUR' });

  it.each([
    ['a quote', {}],
    ['a direct offer', { quoteId: null, revision: null }],
  ])('raise the cap of %s with what is agreed, once the homeowner approves', async (_, award) => {
    const { homeowner, requestId, propose, stored } = setUp('in_progress', award, {
      spendCap: euros(61_998),
    });
    const declined = await propose();
    await homeowner.decline({ requestId, id: declined, reason: 'Too much' });
    expect((await stored())?.request.spendCap).toEqual(euros(61_998));
    const id = await propose({ reason: 'Another way' });
    expect(await homeowner.approve({ requestId, id })).toMatchObject({
      award: { agreed: euros(61_999) },
      spendCap: euros(61_999),
    });
  });

  it.each([euros(70_000), null])('leave a cap that has room (%o)', async (spendCap) => {
    const { homeowner, requestId, propose } = setUp('in_progress', {}, { spendCap });
    const id = await propose();
    expect((await homeowner.approve({ requestId, id })).spendCap).toEqual(spendCap);
  });

  it('end where amounts end', async () => {
    const { homeowner, requestId, propose } = setUp('in_progress', {
      agreed: { minor: mostMinor, currency: 'EUR' },
    });
    const id = await propose();
    expect(await codeOf(homeowner.approve({ requestId, id }))).toBe('conflict');
  });

  it('refuse a version that has passed, counted from the award', async () => {
    const { homeowner, contractor, requestId, aProposal } = setUp();
    const stale = await refused(contractor.propose(aProposal({ version: 2 })));
    expect(stale.data).toMatchObject({ appCode: 'stale_version', currentVersion: 3 });
    const { award } = await contractor.propose(aProposal({ version: 3 }));
    const id = award.changeOrders[0]?.id ?? '';
    expect(await codeOf(homeowner.approve({ requestId, id, version: 4 }))).toBe('stale_version');
    await homeowner.approve({ requestId, id, version: 5 });
  });

  it('keep the job from being completed or confirmed while one waits', async () => {
    const { jobs, requestId, propose, homeowner } = setUp();
    const id = await propose();
    const done = {
      id: requestId,
      note: 'All done',
      done: [],
      labourMinutes: 60,
      cost: { minor: 1, currency: 'EUR' },
    };
    expect(await codeOf(jobs.complete(done))).toBe('invalid_transition');
    await homeowner.decline({ requestId, id });
    expect((await refused(jobs.complete(done))).data.appCode).not.toBe('invalid_transition');

    const waiting = setUp('completed', {
      changeOrders: [{ id: hexId(), total: { minor: 1, currency: 'EUR' }, state: 'proposed' }],
    });
    expect(await codeOf(waiting.requests.confirm({ id: waiting.requestId }))).toBe('invalid_transition');
    await expect(
      confirmCompletion(waiting.api.deps, system, { id: waiting.requestId }),
    ).rejects.toMatchObject({ code: 'invalid_transition' });
  });

  describe('with a command key', () => {
    const commandKey = 'change-order-key-1';

    it('are proposed once', async () => {
      const { api, contractor, aProposal } = setUp();
      const first = await contractor.propose(aProposal({ commandKey }));
      expect(await contractor.propose(aProposal({ commandKey }))).toStrictEqual(first);
      expect(await codeOf(contractor.propose(aProposal({ commandKey, reason: 'Another' })))).toBe(
        'key_reused',
      );
      expect(api.changeOrders.count()).toBe(1);
    });

    it('are proposed once also after a crash between the two writes', async () => {
      const { api, contractor, homeowner, requestId, aProposal, stored } = setUp();
      const real = api.deps.requests.change;
      api.deps.requests.change = () => Promise.reject(new Error('The process died'));
      await expect(contractor.propose(aProposal({ commandKey }))).rejects.toThrow();
      expect(api.changeOrders.count()).toBe(1);
      expect(await homeowner.list({ requestId })).toEqual([]);
      expect((await stored())?.request.version).toBe(4);
      api.deps.requests.change = real;
      await contractor.propose(aProposal({ commandKey }));
      expect(api.changeOrders.count()).toBe(1);
      expect(await homeowner.list({ requestId })).toHaveLength(1);
    });

    it('are answered once', async () => {
      const { homeowner, contractor, requestId, propose } = setUp();
      const id = await propose();
      const first = await homeowner.approve({ requestId, id, commandKey });
      expect(await homeowner.approve({ requestId, id, commandKey })).toStrictEqual(first);
      expect(first.award?.agreed.minor).toBe(61_999);
      const another = await propose();
      expect(
        await codeOf(homeowner.decline({ requestId, id: another, reason: 'Too much', commandKey })),
      ).toBe('key_reused');
      // The contractor's keys are their own.
      const withdrawn = await contractor.withdraw({ requestId, id: another, commandKey });
      expect(withdrawn.award.changeOrders.at(-1)).toMatchObject({ id: another, state: 'withdrawn' });
    });
  });

  it('belong to the two parties alone', async () => {
    const { api, requestId, propose } = setUp();
    const id = await propose();
    const henry = api.callerAs(aPrincipal()).homeowner.changeOrders;
    const rival = api.callerAs(aPrincipal({ roles: ['contractor'] })).contractor.changeOrders;
    for (const call of [
      henry.list({ requestId }),
      henry.approve({ requestId, id }),
      henry.decline({ requestId, id }),
      rival.list({ requestId }),
      rival.withdraw({ requestId, id }),
    ]) {
      expect(await codeOf(call)).toBe('not_found');
    }
  });
});
