import type { RequestStatus } from '@pmp/contracts/lifecycle';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/auth/principal.ts';
import { appRouter } from '../../src/router.ts';
import { aJob, aLine } from '../factories/job.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aProperty } from '../factories/property.ts';
import { hexId, instant } from '../factories/unique.ts';
import { callPath, createTestApi, refusalOf, refused } from '../testing.ts';
import { type Visitor, visitors } from './matrix.ts';
import { type WorkFixture, workRows } from './rows/work.ts';

const owner = aPrincipal();
const assigned = aPrincipal({ roles: ['contractor'] });
const principals: Readonly<Record<Visitor, Principal | null>> = {
  anonymous: null,
  owner,
  otherHomeowner: aPrincipal(),
  assignedContractor: assigned,
  otherContractor: aPrincipal({ roles: ['contractor'] }),
  official: aPrincipal({ roles: ['official'] }),
  officialElsewhere: aPrincipal({ roles: ['official'] }),
  noRole: aPrincipal({ roles: [] }),
  twoRoles: aPrincipal({ roles: ['homeowner', 'contractor'] }),
};

const canary = 'CANARY-of-the-parties';
const accessCanary = `${canary}-access`;

/** What the work is about, made by its parties through the doors. */
const prepare = async (api: ReturnType<typeof createTestApi>): Promise<WorkFixture> => {
  const property = aProperty({ ownerId: owner.userId, accessNotes: accessCanary });
  await api.deps.properties.insert(property, undefined);
  const { contractor } = api.callerAs(assigned);
  const put = (status: RequestStatus) => {
    const job = aJob(
      status,
      { contractorId: assigned.userId },
      { homeownerId: owner.userId, description: canary, propertyId: property.id },
    );
    api.requests.put(job);
    return job.id;
  };
  const jobId = put('in_progress');
  const pricedId = put('in_progress');
  const doneId = put('completed');
  const invoicedId = put('closed');
  const money = { currency: 'EUR', lines: [aLine({ text: canary })] };
  const { award } = await contractor.changeOrders.propose({ requestId: pricedId, reason: canary, ...money });
  const entry = await contractor.workLog.create({
    requestId: jobId,
    kind: 'fee',
    text: canary,
    quantity: 1,
    unit: 'day',
    unitPrice: 350,
    currency: 'EUR',
    at: instant,
  });
  await contractor.invoices.save({ requestId: doneId, ...money });
  const { id: invoiceId } = await contractor.invoices.save({ requestId: invoicedId, ...money });
  await contractor.invoices.publish({ requestId: invoicedId });
  return {
    jobId,
    pricedId,
    doneId,
    invoicedId,
    changeOrderId: award.changeOrders[0]?.id ?? '',
    workEntryId: entry.id,
    invoiceId,
  };
};

const isParty = (visitor: Visitor) => visitor === 'owner' || visitor === 'assignedContractor';

describe('who may work on a job', () => {
  let api = createTestApi();
  let fixture: WorkFixture;
  beforeEach(async () => {
    api = createTestApi();
    fixture = await prepare(api);
    await api.deps.officials.assign(principals.official?.userId ?? '', 'riverton');
  });

  const call = (path: string, visitor: Visitor, given: WorkFixture = fixture) =>
    callPath(api.contextAs(principals[visitor]), path, workRows[path]?.input(given));

  it('is said of every procedure that works on jobs', () => {
    const paths = Object.keys(appRouter._def.procedures).filter(
      (path) => /\.(changeOrders|workLog|invoices)\./.test(path) || path === 'contractor.jobs.access',
    );
    expect(Object.keys(workRows).toSorted()).toEqual(paths.toSorted());
  });

  describe.each(Object.entries(workRows))('%s', (path, { expected }) => {
    it.each(visitors)('%s', async (visitor) => {
      let reply: unknown;
      const refusal = await refusalOf(call(path, visitor).then((value) => (reply = value)));
      expect(refusal?.data.appCode ?? 'ok').toBe(expected[visitor]);
      const told = JSON.stringify([reply, refusal]);
      if (!isParty(visitor)) expect(told).not.toContain(canary);
      if (path !== 'contractor.jobs.access') expect(told).not.toContain(accessCanary);
    });

    it('answers the same for a hidden and a missing job', async () => {
      const missing: WorkFixture = {
        ...fixture,
        jobId: hexId(),
        pricedId: hexId(),
        doneId: hexId(),
        invoicedId: hexId(),
      };
      for (const visitor of visitors.filter((one) => expected[one] === 'not_found')) {
        expect(await refused(call(path, visitor))).toStrictEqual(await refused(call(path, visitor, missing)));
      }
    });
  });

  it('shows the canaries to the parties, so that their absence means something', async () => {
    for (const path of [
      'contractor.changeOrders.list',
      'contractor.workLog.list',
      'contractor.invoices.get',
    ]) {
      expect(JSON.stringify(await call(path, 'assignedContractor'))).toContain(canary);
    }
    expect(JSON.stringify(await call('homeowner.invoices.get', 'owner'))).toContain(canary);
    expect(JSON.stringify(await call('contractor.jobs.access', 'assignedContractor'))).toContain(
      accessCanary,
    );
  });

  it('shows officials nothing of what was agreed', async () => {
    const { requests } = api.callerAs(principals.official).official;
    for (const id of [fixture.pricedId, fixture.invoicedId]) {
      const seen = await requests.get({ id });
      expect(Object.keys(seen)).not.toContain('award');
      expect(Object.keys(seen)).not.toContain('invoice');
    }
  });
});
