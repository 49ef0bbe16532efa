import { Invoice, type SaveInvoice } from '@pmp/contracts/invoice';
import { requestStatuses } from '@pmp/contracts/lifecycle';
import { mostMinor } from '@pmp/contracts/money';
import { describe, expect, it } from 'vitest';
import { aCostLine, aJobIn } from '../../../test/factories/job.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { asOwner } from '../../../test/factories/request.ts';
import { hexId, instant, later } from '../../../test/factories/unique.ts';
import { lookingInFakes } from '../../../test/fakes/fake-look.ts';
import { createTestApi, refused } from '../../../test/testing.ts';
import type { Award, Request } from '../request/request.ports.ts';
import { toInvoiceView } from './invoice.view.ts';

const hannah = aPrincipal();
const cole = aPrincipal({ roles: ['contractor'] });
const reason = 'A line was wrong';

const setUp = (status: Request['status'] = 'completed', award: Partial<Award> = {}) => {
  const api = createTestApi();
  const job = aJobIn(status, { contractorId: cole.userId, ...award }, { homeownerId: hannah.userId });
  api.requests.put(job);
  const requestId = job.id;
  const ours = api.callerAs(hannah).homeowner;
  const theirs = api.callerAs(cole).contractor;
  const aDraft = (over: Partial<SaveInvoice> = {}): SaveInvoice => ({
    requestId,
    currency: 'EUR',
    lines: [
      aCostLine({ quantity: 11, unitPrice: 4_000 }),
      aCostLine({ kind: 'material', text: 'Valve', quantity: 1, unit: 'piece', unitPrice: 1_000 }),
      aCostLine({ kind: 'tax', text: 'VAT', quantity: 1, unit: 'x', unitPrice: 10_000 }),
    ],
    ...over,
  });
  return {
    api,
    job,
    requestId,
    aDraft,
    homeowner: ours.invoices,
    requests: ours.requests,
    contractor: theirs.invoices,
    jobs: theirs.jobs,
    published: async () => {
      const { id } = await theirs.invoices.save(aDraft());
      await theirs.invoices.publish({ requestId });
      return id;
    },
    stored: async () => api.requests.findWhole(requestId, asOwner(hannah.userId)),
    /** Puts the job into another state as moves would. */
    put: async (over: Partial<Request>) => {
      const whole = await api.requests.findWhole(requestId, asOwner(hannah.userId));
      if (whole) api.requests.put({ ...whole.request, ...over });
    },
  };
};

const codeOf = async (call: Promise<unknown>) => (await refused(call)).data.appCode;
const faultsOf = async (call: Promise<unknown>) =>
  (await refused(call)).data.fieldErrors?.map(({ path }) => path);

describe('a draft', () => {
  it('belongs to its contractor alone, beside what was agreed', async () => {
    const { api, contractor, homeowner, requests, requestId, aDraft, stored } = setUp('in_progress', {
      agreed: { minor: 50_000, currency: 'EUR' },
      changeOrders: [
        { id: hexId(), total: { minor: 9_000, currency: 'EUR' }, state: 'approved' },
        { id: hexId(), total: { minor: 400, currency: 'EUR' }, state: 'declined' },
        { id: hexId(), total: { minor: 1_000, currency: 'EUR' }, state: 'approved' },
      ],
    });
    const draft = await contractor.save(aDraft({ note: 'Thank you', dueAt: later(86_400) }));
    expect(Invoice.safeParse(draft).success).toBe(true);
    expect(draft).toMatchObject({
      requestId,
      version: 1,
      state: 'draft',
      note: 'Thank you',
      dueAt: later(86_400),
      lines: [{ total: 44_000 }, { total: 1_000 }, { total: 10_000 }],
      totals: { labour: 44_000, material: 1_000, fee: 0, tax: 10_000, net: 45_000, total: 55_000 },
      total: { minor: 55_000, currency: 'EUR' },
      agreed: { minor: 50_000, currency: 'EUR' },
      changeOrders: { minor: 10_000, currency: 'EUR' },
      variance: { minor: 5_000, percent: 10 },
      perKind: null,
      publishedAt: null,
      createdAt: api.clock.now(),
    });
    expect(await contractor.get({ requestId })).toStrictEqual(draft);
    expect(await codeOf(homeowner.get({ requestId }))).toBe('not_found');
    expect((await requests.get({ id: requestId })).invoice).toBeNull();
    expect((await stored())?.request.version).toBe(4);
  });

  it('is replaced by the next', async () => {
    const { contractor, requestId, aDraft } = setUp();
    const first = await contractor.save(aDraft({ note: 'First', dueAt: later(60) }));
    const second = await contractor.save(aDraft({ lines: [aCostLine()], version: 1 }));
    expect(second).toMatchObject({ id: first.id, version: 2, note: null, dueAt: null });
    expect(second.total.minor).toBe(10_000);
    const stale = await refused(contractor.save(aDraft({ version: 1 })));
    expect(stale.data).toMatchObject({ appCode: 'stale_version', currentVersion: 2 });
    expect((await contractor.save(aDraft())).version).toBe(3);
    expect(await contractor.get({ requestId })).toMatchObject({ version: 3 });
  });

  it('that is not there has no version', async () => {
    const { contractor, requestId, aDraft } = setUp();
    expect(await codeOf(contractor.save(aDraft({ version: 1 })))).toBe('stale_version');
    expect(await codeOf(contractor.get({ requestId }))).toBe('not_found');
    expect(await codeOf(contractor.publish({ requestId }))).toBe('conflict');
  });

  it('refuses what does not do', async () => {
    const { contractor, aDraft } = setUp();
    expect(await faultsOf(contractor.save(aDraft({ currency: 'USD' })))).toEqual(['currency']);
    expect(await faultsOf(contractor.save(aDraft({ dueAt: instant })))).toEqual(['dueAt']);
    expect(await faultsOf(contractor.save(aDraft({ lines: [] })))).toEqual(['lines']);
    const many = Array.from({ length: 61 }, () => aCostLine());
    expect(await faultsOf(contractor.save(aDraft({ lines: many })))).toEqual(['lines']);
    const dear = [aCostLine({ quantity: 1, unitPrice: mostMinor }), aCostLine()];
    expect(await faultsOf(contractor.save(aDraft({ lines: dear })))).toEqual(['lines']);
    expect((await contractor.save(aDraft({ lines: many.slice(1) }))).lines).toHaveLength(60);
  });

  const writable: readonly string[] = ['in_progress', 'on_hold', 'completed', 'closed'];
  it.each(requestStatuses)('is written once work has begun (%s)', async (status) => {
    const { contractor, aDraft } = setUp(status);
    if (writable.includes(status)) expect((await contractor.save(aDraft())).version).toBe(1);
    else expect(await codeOf(contractor.save(aDraft()))).toBe('invalid_transition');
  });

  it('is saved once with a command key', async () => {
    const { contractor, requestId, aDraft } = setUp();
    for (const commandKey of ['save-key-first', 'save-key-again']) {
      const saved = await contractor.save(aDraft({ commandKey }));
      expect(await contractor.save(aDraft({ commandKey }))).toStrictEqual(saved);
      expect(await codeOf(contractor.save(aDraft({ commandKey, note: 'Other' })))).toBe('key_reused');
    }
    await contractor.publish({ requestId });
    const repeated = await contractor.save(aDraft({ commandKey: 'save-key-again' }));
    expect(repeated).toMatchObject({ state: 'published', version: 3 });
  });

  it('is of one award: the next starts anew', async () => {
    const { contractor, requestId, aDraft, put, job } = setUp();
    const first = await contractor.save(aDraft());
    await put({ award: job.award && { ...job.award, atVersion: 4 } });
    expect(await codeOf(contractor.get({ requestId }))).toBe('not_found');
    expect((await contractor.save(aDraft())).id).not.toBe(first.id);
  });
});

describe('publishing', () => {
  it('sends the draft, and freezes what it is compared with', async () => {
    const { contractor, homeowner, requestId, aDraft, stored, put, job } = setUp();
    const { id } = await contractor.save(aDraft());
    const after = await contractor.publish({ requestId, version: 1 });
    const total = { minor: 55_000, currency: 'EUR' };
    expect(after).toMatchObject({
      status: 'completed',
      waitingOn: 'homeowner',
      invoice: { id, total, state: 'published' },
    });
    expect((await stored())?.tail.at(-1)).toMatchObject({
      type: 'invoice_published',
      facts: { invoiceId: id, amount: total },
      notices: [{ to: hannah.userId }, { to: cole.userId }],
    });
    const seen = await homeowner.get({ requestId });
    expect(seen).toMatchObject({ id, state: 'published', version: 2, publishedAt: instant });
    expect(await contractor.get({ requestId })).toStrictEqual(seen);
    await put({ award: job.award && { ...job.award, agreed: { minor: 99_999, currency: 'EUR' } } });
    expect(await homeowner.get({ requestId })).toStrictEqual(seen);
  });

  it.each(requestStatuses)('waits for the work to be done (%s)', async (status) => {
    const { contractor, requestId, aDraft, put } = setUp('completed');
    await contractor.save(aDraft());
    await put({ status });
    if (status === 'completed' || status === 'closed') {
      expect((await contractor.publish({ requestId })).waitingOn).toBe('homeowner');
      return;
    }
    expect(await codeOf(contractor.publish({ requestId }))).toBe('invalid_transition');
    await put({ status: 'completed' });
    expect((await contractor.get({ requestId })).state).toBe('draft');
  });

  it('refuses a draft that is not the one seen, and a second invoice', async () => {
    const { contractor, requestId, aDraft } = setUp();
    await contractor.save(aDraft());
    await contractor.save(aDraft());
    const stale = await refused(contractor.publish({ requestId, version: 1 }));
    expect(stale.data).toMatchObject({ appCode: 'stale_version', currentVersion: 2 });
    await contractor.publish({ requestId, version: 2 });
    expect(await codeOf(contractor.publish({ requestId }))).toBe('conflict');
    expect(await codeOf(contractor.save(aDraft()))).toBe('conflict');
  });

  it('is all or nothing: a draft saved meanwhile is looked at again', async () => {
    const { api, contractor, requestId, aDraft, stored } = setUp();
    await contractor.save(aDraft());
    const real = api.deps.transact;
    let isFirst = true;
    api.deps.transact = async (work) => {
      if (isFirst) {
        isFirst = false;
        await contractor.save(aDraft({ lines: [aCostLine()] }));
      }
      return real(work);
    };
    const { invoice } = await contractor.publish({ requestId });
    expect(invoice?.total.minor).toBe(10_000);
    expect((await contractor.get({ requestId })).total.minor).toBe(10_000);
    expect((await stored())?.request.version).toBe(5);
  });

  it('happens once with a command key', async () => {
    const { contractor, requestId, aDraft, stored } = setUp();
    await contractor.save(aDraft());
    const command = { requestId, version: 1, commandKey: 'publish-key-1' };
    const first = await contractor.publish(command);
    expect(await contractor.publish(command)).toStrictEqual(first);
    expect(await codeOf(contractor.publish({ ...command, version: 2 }))).toBe('key_reused');
    expect((await stored())?.request.version).toBe(5);
  });
});

describe('a published invoice', () => {
  it('is paid, once, by the homeowner', async () => {
    const { contractor, homeowner, requestId, published, stored, put } = setUp();
    const id = await published();
    await put({ status: 'closed' });
    const command = { requestId, id, commandKey: 'pay-key-1' };
    const after = await homeowner.pay(command);
    expect(after).toMatchObject({ invoice: { id, state: 'paid' }, waitingOn: 'none' });
    expect(await homeowner.pay(command)).toStrictEqual(after);
    expect((await stored())?.tail.at(-1)).toMatchObject({
      type: 'invoice_paid',
      facts: { invoiceId: id, amount: { minor: 55_000 } },
    });
    expect(await homeowner.get({ requestId })).toMatchObject({ state: 'paid' });
    expect(await codeOf(homeowner.pay({ requestId, id }))).toBe('conflict');
    expect(await codeOf(contractor.cancel({ requestId, id, reason }))).toBe('conflict');
  });

  it('is cancelled with a reason, and another may follow', async () => {
    const { contractor, homeowner, requestId, aDraft, published, stored } = setUp();
    const id = await published();
    const { data } = await refused(contractor.cancel({ requestId, id, reason: '' }));
    expect(data.appCode).toBe('bad_input');
    const after = await contractor.cancel({ requestId, id, reason });
    expect(after).toMatchObject({ invoice: { id, state: 'cancelled' }, waitingOn: 'homeowner' });
    expect((await stored())?.tail.at(-1)).toMatchObject({ type: 'invoice_cancelled', reason });
    expect(await codeOf(homeowner.pay({ requestId, id }))).toBe('conflict');
    expect(await contractor.get({ requestId })).toMatchObject({ id, state: 'cancelled' });

    const next = await contractor.save(aDraft({ lines: [aCostLine()] }));
    expect(next).toMatchObject({ version: 1, state: 'draft' });
    expect(next.id).not.toBe(id);
    // The homeowner still sees what was taken back, as it was.
    expect(await homeowner.get({ requestId })).toMatchObject({
      id,
      state: 'cancelled',
      total: { minor: 55_000 },
    });
    await contractor.publish({ requestId });
    expect(await homeowner.get({ requestId })).toMatchObject({ id: next.id, state: 'published' });
    expect(await codeOf(homeowner.pay({ requestId, id }))).toBe('not_found');
    await homeowner.pay({ requestId, id: next.id });
  });

  it('that is paid makes room for another: more work may have been approved', async () => {
    const { contractor, homeowner, requestId, aDraft, published } = setUp();
    const id = await published();
    await homeowner.pay({ requestId, id });
    expect(await contractor.get({ requestId })).toMatchObject({ id, state: 'paid' });

    const next = await contractor.save(aDraft({ lines: [aCostLine()] }));
    expect(next).toMatchObject({ version: 1, state: 'draft' });
    expect(next.id).not.toBe(id);
    expect(await contractor.get({ requestId })).toStrictEqual(next);
    expect(await homeowner.get({ requestId })).toMatchObject({ id, state: 'paid' });
    await contractor.publish({ requestId });
    expect(await homeowner.get({ requestId })).toMatchObject({ id: next.id, state: 'published' });
    expect(await codeOf(contractor.save(aDraft()))).toBe('conflict');
    await homeowner.pay({ requestId, id: next.id });
    expect(await contractor.get({ requestId })).toMatchObject({ id: next.id, state: 'paid' });
  });

  it('waits for the homeowner also once they have confirmed the work, until it is settled', async () => {
    const { contractor, homeowner, requests, requestId, aDraft, published, put } = setUp();
    const id = await published();
    expect(await requests.confirm({ id: requestId })).toMatchObject({
      status: 'closed',
      waitingOn: 'homeowner',
    });
    expect((await homeowner.pay({ requestId, id })).waitingOn).toBe('none');
    for (const state of ['paid', 'cancelled'] as const) {
      const invoice = { id, total: { minor: 55_000, currency: 'EUR' }, state };
      await put({ status: 'completed', invoice });
      expect((await requests.confirm({ id: requestId })).waitingOn).toBe('none');
    }
    await contractor.save(aDraft());
    await put({ status: 'completed', invoice: null });
    expect((await requests.confirm({ id: requestId })).waitingOn).toBe('none');
  });

  it('can be settled also while work goes on that was sent back', async () => {
    const { homeowner, requestId, published, put } = setUp();
    const id = await published();
    await put({ status: 'in_progress', waitingOn: 'contractor' });
    expect(await homeowner.pay({ requestId, id })).toMatchObject({
      waitingOn: 'contractor',
      invoice: { state: 'paid' },
    });
  });

  it('keeps the request closed until it is settled', async () => {
    const { homeowner, contractor, requests, requestId, published, put } = setUp();
    const id = await published();
    await put({ status: 'closed', endedAt: instant });
    const command = { id: requestId, reason: 'It still leaks' };
    const { data, message } = await refused(requests.reopen(command));
    expect(data.appCode).toBe('invalid_transition');
    expect(message).toBe(
      'An invoice waits to be paid or taken back; before that only the city may open it again',
    );
    expect(data.allowedMoves).not.toContain('reopen');
    expect((await homeowner.get({ requestId })).state).toBe('published');
    await contractor.cancel({ requestId, id, reason });
    expect((await requests.reopen(command)).status).toBe('submitted');
  });

  it('keeps nobody on the job who disputes it, but lets nobody leave it behind in silence', async () => {
    const { contractor, requests, jobs, requestId, published, put } = setUp();
    await published();
    await put({ status: 'in_progress' });
    const command = { id: requestId, reason: 'It still leaks' };
    const partCost = { minor: 100, currency: 'EUR' };
    expect(await codeOf(jobs.release({ ...command, disputed: true }))).toBe('bad_input');
    const { data } = await refused(requests.release({ ...command, partCost }));
    expect(data.fieldErrors?.[0]?.path).toBe('disputed');
    expect((await contractor.get({ requestId })).state).toBe('published');
    expect((await requests.release({ ...command, disputed: true })).status).toBe('submitted');
  });

  it('binds nobody when the city opens the request again: it stays behind with its award', async () => {
    const { api, job, contractor, homeowner, requests, requestId, aDraft, published, put } = setUp();
    const olga = aPrincipal({ roles: ['official'] });
    await api.deps.officials.assign(olga.userId, 'riverton');
    const { official } = api.callerAs(olga);
    const id = await published();
    await api.relay.deliver();
    await put({ status: 'closed', endedAt: instant });
    api.blocked.note({ personId: cole.userId, state: 'suspended' });
    expect((await official.requests.get({ id: requestId })).allowedMoves).toContain('reopen');
    const reopened = await official.requests.reopen({ id: requestId, reason: 'It still leaks' });
    expect(reopened).toMatchObject({ status: 'submitted', waitingOn: 'homeowner' });

    expect((await requests.get({ id: requestId })).invoice).toBeNull();
    expect(await codeOf(homeowner.get({ requestId }))).toBe('not_found');
    expect(await codeOf(homeowner.pay({ requestId, id }))).toBe('invalid_transition');
    expect(
      (await requests.timeline({ id: requestId })).map(({ type, facts }) => [type, facts.invoiceId]),
    ).toEqual([
      ['invoice_published', id],
      ['reopened', undefined],
    ]);
    api.blocked.note({ personId: cole.userId, state: 'active' });
    expect(await codeOf(contractor.get({ requestId }))).toBe('not_found');
    expect(await codeOf(contractor.cancel({ requestId, id, reason }))).toBe('not_found');

    // Whoever is given the job next, the same contractor too, sends an invoice of their own.
    await put({ status: 'completed', award: job.award && { ...job.award, atVersion: reopened.version } });
    expect(await codeOf(contractor.get({ requestId }))).toBe('not_found');
    const next = await contractor.save(aDraft({ lines: [aCostLine()] }));
    expect(next.id).not.toBe(id);
    await contractor.publish({ requestId });
    expect(await homeowner.get({ requestId })).toMatchObject({ id: next.id, state: 'published' });
    expect(await codeOf(homeowner.pay({ requestId, id }))).toBe('not_found');
    await homeowner.pay({ requestId, id: next.id });
  });

  it('that is settled goes with its contractor when the job is released: the next one never sees it', async () => {
    const { homeowner, requests, requestId, published, put } = setUp();
    const id = await published();
    await homeowner.pay({ requestId, id });
    await put({ status: 'in_progress', startedAt: instant });
    const after = await requests.release({ id: requestId, reason: 'It still leaks', disputed: true });
    expect(after.invoice).toBeNull();
    expect(await codeOf(homeowner.get({ requestId }))).toBe('not_found');
    expect(await codeOf(homeowner.pay({ requestId, id }))).toBe('invalid_transition');
  });

  it('belongs to the two parties alone', async () => {
    const { api, requestId, aDraft, published } = setUp();
    const id = await published();
    const henry = api.callerAs(aPrincipal()).homeowner.invoices;
    const rival = api.callerAs(aPrincipal({ roles: ['contractor'] })).contractor.invoices;
    for (const call of [
      henry.get({ requestId }),
      henry.pay({ requestId, id }),
      rival.get({ requestId }),
      rival.save(aDraft()),
      rival.publish({ requestId }),
      rival.cancel({ requestId, id, reason }),
    ]) {
      expect(await codeOf(call)).toBe('not_found');
    }
  });
});

describe('toInvoiceView', () => {
  it('compares kind by kind where the lines of the quote are known', async () => {
    const { api, contractor, requestId, aDraft, job } = setUp();
    await contractor.save(aDraft());
    const draftOf = api.deps.invoices.draftsBeside({ requestId, contractorId: cole.userId });
    const [found] = await lookingInFakes(draftOf);
    if (!found) throw new Error('The draft is gone');
    const quoted = { labour: 40_000, material: 2_000, fee: 500, tax: 10_000, net: 42_500, total: 52_500 };
    expect(toInvoiceView(found.invoice, job, quoted).perKind).toEqual({
      labour: 4_000,
      material: -1_000,
      fee: -500,
      tax: 0,
    });
  });
});
