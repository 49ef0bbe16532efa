import { requestStatuses } from '@pmp/contracts/lifecycle';
import { mostMinor } from '@pmp/contracts/money';
import { type CreateWorkEntry, mostWorkEntries, WorkLog } from '@pmp/contracts/work-log';
import { describe, expect, it } from 'vitest';
import { aJobIn } from '../../../test/factories/job.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { hexId, instant, later } from '../../../test/factories/unique.ts';
import { createTestApi, refused } from '../../../test/testing.ts';
import type { Award, Request } from '../request/request.ports.ts';

const hannah = aPrincipal();
const cole = aPrincipal({ roles: ['contractor'] });

const setUp = (status: Request['status'] = 'in_progress', award: Partial<Award> = {}) => {
  const api = createTestApi();
  const job = aJobIn(status, { contractorId: cole.userId, ...award }, { homeownerId: hannah.userId });
  api.requests.put(job);
  api.clock.advance(3600);
  const requestId = job.id;
  const labour = (over: Partial<CreateWorkEntry> = {}): CreateWorkEntry => ({
    requestId,
    kind: 'labour',
    text: 'Fitted the valve',
    minutes: 90,
    quantity: 1.5,
    unit: 'h',
    unitPrice: 4_001,
    currency: 'EUR',
    at: later(1800),
    ...over,
  });
  return {
    api,
    job,
    requestId,
    labour,
    material: (over: Partial<CreateWorkEntry> = {}) =>
      labour({ kind: 'material', text: 'Valve', minutes: undefined, quantity: 2, unit: 'piece', ...over }),
    log: api.callerAs(cole).contractor.workLog,
    seen: api.callerAs(hannah).homeowner.workLog,
  };
};

const codeOf = async (call: Promise<unknown>) => (await refused(call)).data.appCode;
const faultsOf = async (call: Promise<unknown>) =>
  (await refused(call)).data.fieldErrors?.map(({ path }) => path);

describe('the work log', () => {
  it('is written by the contractor and read by both, newest first, with its totals', async () => {
    const { api, log, seen, requestId, labour, material } = setUp();
    const first = await log.create(labour());
    expect(first).toMatchObject({ minutes: 90, amount: { minor: 6_002, currency: 'EUR' }, removedAt: null });
    api.clock.advance(1);
    const second = await log.create(material({ unitPrice: 1_999 }));
    api.clock.advance(1);
    const third = await log.create(material({ kind: 'fee', text: 'Parking', quantity: 1, unitPrice: 350 }));
    const all = await log.list({ requestId });
    expect(WorkLog.safeParse(all).success).toBe(true);
    expect(all).toStrictEqual({
      items: [third, second, first],
      nextCursor: null,
      totals: { minutes: 90, labour: 6_002, material: 3_998, fee: 350, total: 10_350, currency: 'EUR' },
    });
    expect(await seen.list({ requestId })).toStrictEqual(all);
  });

  it('is read in pages, in both directions; the totals are of the whole', async () => {
    const { api, log, requestId, labour } = setUp();
    const made = [];
    for (let count = 0; count < 5; count += 1) {
      made.unshift(await log.create(labour({ text: `Part ${count}` })));
      api.clock.advance(1);
    }
    const first = await log.list({ requestId, limit: 2 });
    expect(first).toMatchObject({ items: made.slice(0, 2), totals: { minutes: 450 } });
    const next = await log.list({ requestId, limit: 2, cursor: first.nextCursor });
    expect(next).toMatchObject({ items: made.slice(2, 4), totals: { minutes: 450 } });
    const last = await log.list({ requestId, limit: 2, cursor: next.nextCursor });
    expect(last).toMatchObject({ items: made.slice(4), nextCursor: null });
    const back = await log.list({ requestId, limit: 2, cursor: next.nextCursor, direction: 'backward' });
    expect(back.items).toEqual(made.slice(1, 3));
  });

  it('keeps what is removed, marked, and out of the totals', async () => {
    const { api, log, seen, requestId, labour, material } = setUp();
    const { id } = await log.create(labour());
    await log.create(material());
    api.clock.advance(60);
    const removed = await log.remove({ requestId, id });
    expect(removed).toMatchObject({ id, removedAt: api.clock.now() });
    api.clock.advance(60);
    expect(await log.remove({ requestId, id, commandKey: 'remove-key-1' })).toStrictEqual(removed);
    const { items, totals } = await seen.list({ requestId });
    expect(items).toHaveLength(2);
    expect(items).toContainEqual(removed);
    expect(totals).toMatchObject({ minutes: 0, labour: 0, material: 8_002, total: 8_002 });
  });

  const writable: readonly string[] = ['in_progress', 'on_hold', 'completed'];
  it.each(requestStatuses)(
    'is written from the start until the homeowner has confirmed (%s)',
    async (status) => {
      const { api, job, log, requestId, labour } = setUp('in_progress');
      const { id } = await log.create(labour());
      api.requests.put({ ...job, status });
      if (writable.includes(status)) {
        await log.create(labour());
        await log.remove({ requestId, id });
        return;
      }
      expect(await codeOf(log.create(labour()))).toBe('invalid_transition');
      expect(await codeOf(log.remove({ requestId, id }))).toBe('invalid_transition');
      expect((await log.list({ requestId })).totals.minutes).toBe(90);
    },
  );

  it('answers the repeat of a removal also when the job has been closed since', async () => {
    const { api, job, log, requestId, labour } = setUp();
    const [{ id }, kept] = [await log.create(labour()), await log.create(labour())];
    const command = { requestId, id, commandKey: 'work-remove-key' };
    const removed = await log.remove(command);
    api.requests.put({ ...job, status: 'closed' });
    expect(await log.remove(command)).toStrictEqual(removed);
    const { data, message } = await refused(log.remove({ requestId, id: kept.id }));
    expect(data.appCode).toBe('invalid_transition');
    expect(message).toBe("A request that is closed can't be given work entries");
  });

  it('tells when work was done: after the award, and not in the future', async () => {
    const { api, log, labour } = setUp('in_progress', { awardedAt: later(60) });
    expect(await faultsOf(log.create(labour({ at: later(59) })))).toEqual(['at']);
    const ahead = new Date(api.clock.now().getTime() + 1);
    expect(await faultsOf(log.create(labour({ at: ahead })))).toEqual(['at']);
    await log.create(labour({ at: later(60) }));
    await log.create(labour({ at: api.clock.now() }));
  });

  it('refuses what does not add up', async () => {
    const { log, labour, material } = setUp();
    expect(await faultsOf(log.create(labour({ currency: 'USD' })))).toEqual(['currency']);
    expect(await faultsOf(log.create(labour({ minutes: undefined })))).toEqual(['minutes']);
    expect(await faultsOf(log.create(material({ minutes: 5 })))).toEqual(['minutes']);
    expect(await faultsOf(log.create(labour({ quantity: 0.0005 })))).toEqual(['quantity']);
    expect(await faultsOf(log.create(labour({ quantity: 2, unitPrice: mostMinor })))).toEqual(['unitPrice']);
    expect((await log.create(labour({ quantity: 1, unitPrice: mostMinor }))).amount.minor).toBe(mostMinor);
  });

  describe('with a client key', () => {
    const clientKey = 'work-log-key-1';

    it('takes an entry once', async () => {
      const { log, requestId, labour } = setUp();
      const first = await log.create(labour({ clientKey }));
      expect(await log.create(labour({ clientKey }))).toStrictEqual(first);
      expect(await codeOf(log.create(labour({ clientKey, text: 'Other' })))).toBe('key_reused');
      expect((await log.list({ requestId })).items).toHaveLength(1);
    });

    it('answers a repeat also when the job has been closed since', async () => {
      const { api, job, log, labour } = setUp();
      const first = await log.create(labour({ clientKey }));
      api.requests.put({ ...job, status: 'closed' });
      expect(await log.create(labour({ clientKey }))).toStrictEqual(first);
      expect(await codeOf(log.create(labour({ clientKey, text: 'Other' })))).toBe('key_reused');
      expect(await codeOf(log.create(labour({ clientKey: 'work-log-key-2' })))).toBe('invalid_transition');
    });
  });

  it('is full after so many entries, removed ones too', async () => {
    const { log, requestId, labour } = setUp();
    const clientKey = 'work-log-last';
    let id = '';
    for (let count = 1; count < mostWorkEntries; count += 1) ({ id } = await log.create(labour()));
    const last = await log.create(labour({ clientKey }));
    await log.remove({ requestId, id });
    expect(await codeOf(log.create(labour()))).toBe('case_full');
    expect(await log.create(labour({ clientKey }))).toStrictEqual(last);
    const { items, totals } = await log.list({ requestId, limit: 100 });
    expect(items).toHaveLength(100);
    expect(totals.minutes).toBe(90 * (mostWorkEntries - 1));
  });

  it('shows the log of whoever has the job now', async () => {
    const { api, job, log, seen, requestId, labour } = setUp();
    const { id } = await log.create(labour());
    const rival = aPrincipal({ roles: ['contractor'] });
    const { award } = job;
    api.requests.put({
      ...job,
      award: award && { ...award, contractorId: rival.userId, awardedAt: instant },
    });
    const next = api.callerAs(rival).contractor.workLog;
    expect((await seen.list({ requestId })).items).toEqual([]);
    expect((await next.list({ requestId })).items).toEqual([]);
    expect(await codeOf(next.remove({ requestId, id }))).toBe('not_found');
    expect(await codeOf(log.list({ requestId }))).toBe('not_found');
    api.requests.put({ ...job, status: 'submitted', award: null });
    expect(await seen.list({ requestId })).toMatchObject({
      items: [],
      totals: { total: 0, currency: null },
    });
  });

  it('is of one award: whoever is given the job again begins anew', async () => {
    const { api, job, log, seen, requestId, labour } = setUp();
    const earlier = await log.create(labour({ at: api.clock.now() }));
    api.clock.advance(60);
    const awardedAt = api.clock.now();
    const agreed = { minor: 90_000, currency: 'USD' };
    api.requests.put({ ...job, award: job.award && { ...job.award, awardedAt, agreed, atVersion: 9 } });
    for (const reader of [log, seen]) {
      expect(await reader.list({ requestId })).toMatchObject({
        items: [],
        totals: { minutes: 0, total: 0, currency: 'USD' },
      });
    }
    expect(await codeOf(log.remove({ requestId, id: earlier.id }))).toBe('not_found');
    const next = await log.create(labour({ at: awardedAt, currency: 'USD', unitPrice: 100 }));
    expect(await log.list({ requestId })).toMatchObject({
      items: [next],
      totals: { minutes: 90, total: 150 },
    });
    const removed = await log.remove({ requestId, id: next.id });
    expect((await seen.list({ requestId })).items).toStrictEqual([removed]);
  });

  it('belongs to the two parties alone', async () => {
    const { api, log, requestId, labour } = setUp();
    const { id } = await log.create(labour());
    const henry = api.callerAs(aPrincipal()).homeowner.workLog;
    const rival = api.callerAs(aPrincipal({ roles: ['contractor'] })).contractor.workLog;
    for (const call of [
      henry.list({ requestId }),
      rival.list({ requestId }),
      rival.create(labour()),
      rival.remove({ requestId, id }),
      log.remove({ requestId, id: hexId() }),
    ]) {
      expect(await codeOf(call)).toBe('not_found');
    }
  });
});
