import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeApi } from '../../src/compose.ts';
import type { Request } from '../../src/modules/request/request.ports.ts';
import { aCostLine, aJobIn } from '../factories/job.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aProperty } from '../factories/property.ts';
import { hexId } from '../factories/unique.ts';
import { commandLog } from '../mongo/command-log.ts';
import { putRequest } from '../mongo/put-request.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { undeclaredFilters } from '../mongo/undeclared-filters.ts';
import { callerOf, refused } from '../testing.ts';

const rethrow = (error: unknown) => {
  throw error;
};

const hannah = aPrincipal();
const cole = aPrincipal({ roles: ['contractor'] });
const reason = 'More to do';

describe('commands per call on a job', () => {
  const connection = useTestDatabase('budget_work');
  const { db } = connection;
  const api = composeApi({
    connection,
    version: '0.0.0-test',
    userNamespace: 'https://issuer.test/',
    onError: rethrow,
  });
  // Carries nothing: what is counted is the call alone.
  const deps = { ...api.deps, relay: { push: () => undefined } };
  const { contractor } = callerOf(deps, cole);
  const { homeowner } = callerOf(deps, hannah);
  const log = commandLog(connection);
  beforeAll(async () => {
    await api.prepare();
    log.forget();
  });
  afterAll(() => api.stop());

  const aCase = async (status: Request['status'], overrides: Partial<Request> = {}) => {
    const job = aJobIn(status, { contractorId: cole.userId }, { homeownerId: hannah.userId, ...overrides });
    await putRequest(db, job);
    return job.id;
  };
  let keys = 0;
  const commandKey = () => {
    keys += 1;
    return `work-budget-${keys}`;
  };
  const refusedIn = (call: () => Promise<unknown>) => log.during(() => refused(call()));
  const proposed = async (requestId: string) => {
    const proposal = { requestId, currency: 'EUR', lines: [aCostLine()], reason };
    const { award } = await contractor.changeOrders.propose(proposal);
    return award.changeOrders.at(-1)?.id ?? '';
  };
  const wide = ['aggregate'];
  const move = ['find', 'findAndModify'];

  it('a change order: 3 to propose, 2 to answer, 1 to list', async () => {
    const requestId = await aCase('in_progress');
    const propose = {
      requestId,
      currency: 'EUR',
      lines: [aCostLine()],
      reason,
      commandKey: commandKey(),
    };
    expect(await log.during(() => contractor.changeOrders.propose(propose))).toEqual([
      'find',
      'insert',
      'findAndModify',
    ]);
    expect(await log.during(() => contractor.changeOrders.propose(propose))).toEqual(['find']);
    expect(await refusedIn(() => proposed(requestId))).toEqual(['find']);
    const [order] = await homeowner.changeOrders.list({ requestId });
    const id = order?.id ?? '';
    const approve = { requestId, id, commandKey: commandKey() };
    expect(await log.during(() => homeowner.changeOrders.approve(approve))).toEqual(move);
    expect(await log.during(() => homeowner.changeOrders.approve(approve))).toEqual(['find']);
    const declined = { requestId, id: await proposed(requestId), commandKey: commandKey() };
    expect(await log.during(() => homeowner.changeOrders.decline(declined))).toEqual(move);
    const withdrawn = { requestId, id: await proposed(requestId), commandKey: commandKey() };
    expect(await log.during(() => contractor.changeOrders.withdraw(withdrawn))).toEqual(move);
    for (const reader of [homeowner, contractor]) {
      expect(await log.during(() => reader.changeOrders.list({ requestId }))).toEqual(wide);
    }
    const bare = await aCase('in_progress');
    expect(await log.during(() => homeowner.changeOrders.list({ requestId: bare }))).toEqual(wide);
  });

  it('the work log: 2 to write, 1 to list', async () => {
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
      clientKey: commandKey(),
    };
    expect(await log.during(() => contractor.workLog.create(entry))).toEqual(['find', 'insert']);
    const { id } = await contractor.workLog.create({ ...entry, clientKey: commandKey() });
    for (const reader of [homeowner, contractor]) {
      expect(await log.during(() => reader.workLog.list({ requestId, limit: 1 }))).toEqual(wide);
    }
    expect(await log.during(() => contractor.workLog.remove({ requestId, id }))).toEqual(move);
    expect(await log.during(() => contractor.workLog.remove({ requestId, id }))).toEqual([...move, 'find']);
    expect(await refusedIn(() => contractor.workLog.list({ requestId: hexId() }))).toEqual(wide);
    // The repeat finds its slot or its key taken, and looks for what the key has made.
    const repeated = await log.during(() => contractor.workLog.create(entry));
    expect(repeated.at(-1)).toBe('find');
    expect(repeated.length).toBeLessThanOrEqual(5);
  });

  it('an invoice: 2 to save, 4 to publish, 1 to get, 2 to settle', async () => {
    const requestId = await aCase('completed');
    const draft = { requestId, currency: 'EUR', lines: [aCostLine()], commandKey: commandKey() };
    expect(await log.during(() => contractor.invoices.save(draft))).toEqual(['aggregate', 'insert']);
    expect(await log.during(() => contractor.invoices.save(draft))).toEqual(wide);
    const again = { ...draft, commandKey: commandKey() };
    expect(await log.during(() => contractor.invoices.save(again))).toEqual(['aggregate', 'findAndModify']);
    expect(await log.during(() => contractor.invoices.get({ requestId }))).toEqual(wide);
    const publish = { requestId, version: 2, commandKey: commandKey() };
    expect(await log.during(() => contractor.invoices.publish(publish))).toEqual([
      'aggregate',
      'findAndModify',
      'findAndModify',
      'commitTransaction',
    ]);
    expect(await log.during(() => contractor.invoices.publish(publish))).toEqual(wide);
    const { id } = await contractor.invoices.get({ requestId });
    expect(await log.during(() => homeowner.invoices.get({ requestId }))).toEqual(wide);
    const cancel = { requestId, id, reason, commandKey: commandKey() };
    expect(await log.during(() => contractor.invoices.cancel(cancel))).toEqual(move);
    await contractor.invoices.save({ ...draft, commandKey: commandKey() });
    await contractor.invoices.publish({ requestId });
    const next = await contractor.invoices.get({ requestId });
    const pay = { requestId, id: next.id, commandKey: commandKey() };
    expect(await log.during(() => homeowner.invoices.pay(pay))).toEqual(move);
    expect(await refusedIn(() => homeowner.invoices.pay({ requestId, id: next.id }))).toEqual(['find']);
  });

  it('access: 1', async () => {
    const property = aProperty({ ownerId: hannah.userId, accessNotes: 'Ring twice' });
    await api.deps.properties.insert(property, undefined);
    const id = await aCase('scheduled', { propertyId: property.id });
    expect(await log.during(() => contractor.jobs.access({ id }))).toEqual(wide);
    expect((await contractor.jobs.access({ id })).accessNotes).toBe('Ring twice');
  });

  it('every filter that was sent is a declared query shape', () => {
    expect(undeclaredFilters(log.all())).toEqual([]);
    const seen = new Set(log.all().flatMap(({ filters }) => filters.map(({ collection }) => collection)));
    for (const name of ['changeOrders', 'workLog', 'invoices']) expect(seen).toContain(name);
  });
});
