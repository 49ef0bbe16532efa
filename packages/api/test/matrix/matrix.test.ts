import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/auth/principal.ts';
import { appRouter } from '../../src/router.ts';
import { publicProcedure, router } from '../../src/trpc/init.ts';
import { aProfile } from '../factories/contractor.ts';
import { anAddress, aPlace } from '../factories/place.ts';
import { aPlan } from '../factories/plan.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aProperty } from '../factories/property.ts';
import { asOwner } from '../factories/request.ts';
import { hexId, later } from '../factories/unique.ts';
import { callPath, createTestApi, refusalOf, refused } from '../testing.ts';
import { gapsOf, type Visitor, visitors } from './matrix.ts';
import { type Fixture, fixtureOf, plantCases } from './plant.ts';
import { rows } from './rows/index.ts';

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

const canary = 'CANARY-of-the-owner';
/** Not even an official of the place reads this. */
const ownersCanary = `${canary}-alone`;

/** Only the contractor reads this of their profile. */
const contractorsCanary = 'CANARY-of-a-contractor';

/** Where the owner lives: a contractor who may only quote is not told. */
const placeCanary = `${canary}-place`;

/** What a visitor must not be told by a procedure. */
const secretFrom = (visitor: Visitor, path: string) => {
  if (visitor === 'owner') return 'nothing is';
  if (visitor === 'official' && path.startsWith('official.requests.')) return ownersCanary;
  if (visitor !== 'assignedContractor' || !path.startsWith('contractor.')) return canary;
  if (path === 'contractor.jobs.access') return 'nothing is';
  return /board|invitations|getOpen|quotes/.test(path) ? placeCanary : ownersCanary;
};

describe('the authorization matrix', () => {
  let api = createTestApi();
  let fixture: Fixture = fixtureOf('');

  beforeEach(async () => {
    api = createTestApi();
    const property = aProperty({ ownerId: owner.userId, accessNotes: ownersCanary });
    const { official, officialElsewhere } = principals;
    await api.deps.officials.assign(official?.userId ?? '', 'riverton');
    await api.deps.officials.assign(officialElsewhere?.userId ?? '', 'milford');
    await api.deps.properties.insert(property, undefined);
    const plan = aPlan({ ownerId: owner.userId, propertyId: property.id, description: ownersCanary });
    await api.deps.plans.insert(plan, undefined);
    const suspendedId = hexId();
    await api.blocks.change({
      personId: suspendedId,
      expectedVersion: 0,
      decision: { state: 'suspended', by: hexId(), at: api.clock.now(), reason: canary },
      command: undefined,
    });
    const contractorId = await aContractor();
    const cases = await plantCases(api.deps, {
      ownerId: owner.userId,
      contractorId,
      propertyId: property.id,
      address: anAddress({ line1: placeCanary }),
      place: aPlace(),
      title: canary,
      description: canary,
    });
    fixture = { ...cases, propertyId: property.id, planId: plan.id, suspendedId, contractorId };
  });

  /** Whose profile carries what no homeowner reads. */
  const aContractor = async () => {
    const contractor = assigned;
    const policyNumber = contractorsCanary;
    const insurance = { insurer: contractorsCanary, policyNumber, validUntil: later(60) };
    await api.callerAs(contractor).contractor.profile.save(aProfile({ insurance }));
    return contractor.userId;
  };

  const call = (path: string, visitor: Visitor, given: Fixture = fixture) =>
    callPath(api.contextAs(principals[visitor]), path, rows[path]?.input(given));

  it('has a row for every procedure and a procedure for every row', () => {
    expect(gapsOf(appRouter, rows)).toEqual({ withoutRow: [], withoutProcedure: [] });
  });

  it('would notice a procedure without a row, and a row without a procedure', () => {
    const planted = router({
      homeowner: router({ quotes: router({ peek: publicProcedure.query(() => 'open to all') }) }),
      public: router({ status: publicProcedure.query(() => 'ok') }),
    });
    expect(gapsOf(planted, { 'public.status': {}, 'public.gone': {} })).toEqual({
      withoutRow: ['homeowner.quotes.peek'],
      withoutProcedure: ['public.gone'],
    });
    // A name that every object inherits is not a row.
    expect(gapsOf(router({ toString: publicProcedure.query(() => 0) }), {}).withoutRow).toEqual(['toString']);
  });

  describe.each(Object.entries(rows))('%s', (path, { expected }) => {
    it.each(visitors)('%s', async (visitor) => {
      let reply: unknown;
      const refusal = await refusalOf(call(path, visitor).then((value) => (reply = value)));
      expect(refusal?.data.appCode ?? 'ok').toBe(expected[visitor]);
      const told = JSON.stringify([reply, refusal]);
      expect(told).not.toContain(secretFrom(visitor, path));
      if (visitor !== 'assignedContractor') expect(told).not.toContain(contractorsCanary);
    });
  });

  const ofRecords = Object.entries(rows).filter(([, { expected }]) =>
    visitors.some((visitor) => expected[visitor] === 'not_found'),
  );

  it.each(ofRecords)('%s answers the same for a hidden and a missing record', async (path, { expected }) => {
    const missing = fixtureOf(hexId());
    for (const visitor of visitors.filter((one) => expected[one] === 'not_found')) {
      const ofHidden = await refused(call(path, visitor));
      const ofMissing = await refused(call(path, visitor, missing));
      expect(ofHidden).toStrictEqual(ofMissing);
      expect(ofHidden.data.httpStatus).toBe(404);
    }
  });

  it.each(ofRecords)('%s refuses a wrong role before it looks at the input', async (path, { expected }) => {
    const badFixture = fixtureOf('not an id');
    expect((await refused(call(path, 'anonymous', badFixture))).data.appCode).toBe('signed_out');
    for (const visitor of visitors.filter((one) => expected[one] === 'forbidden')) {
      expect((await refused(call(path, visitor, badFixture))).data.appCode).toBe('forbidden');
    }
  });

  it('shows the canary to its owner, so that its absence means something', async () => {
    expect(JSON.stringify(await call('homeowner.requests.list', 'owner'))).toContain(canary);
    expect(JSON.stringify(await call('homeowner.properties.list', 'owner'))).toContain(ownersCanary);
    expect(JSON.stringify(await call('homeowner.plans.list', 'owner'))).toContain(ownersCanary);
    expect(JSON.stringify(await call('official.requests.list', 'official'))).toContain(canary);
    expect(JSON.stringify(await call('homeowner.contractors.list', 'owner'))).toContain(fixture.contractorId);
    expect(JSON.stringify(await call('contractor.profile.get', 'assignedContractor'))).toContain(
      contractorsCanary,
    );
    expect(JSON.stringify(await call('contractor.jobs.get', 'assignedContractor'))).toContain(placeCanary);
    expect(JSON.stringify(await call('contractor.jobs.getOpen', 'assignedContractor'))).toContain(canary);
  });

  it('lists nothing to an official who is assigned to no jurisdiction', async () => {
    const nobody = api.callerAs(aPrincipal({ roles: ['official'] })).official.requests;
    for (const place of ['here', 'unknown'] as const) {
      expect(await nobody.list({ place })).toEqual({ items: [], nextCursor: null });
    }
    expect((await refused(nobody.get({ id: fixture.in.submitted }))).data.appCode).toBe('not_found');
  });

  it('leaves the record as it was, whoever has been refused', async () => {
    const ids = [...Object.values(fixture.in), fixture.offeredId, fixture.stoppedId];
    const records = () => Promise.all(ids.map((id) => api.requests.findWhole(id, asOwner(owner.userId))));
    const before = await records();
    for (const [path, { expected }] of ofRecords) {
      for (const visitor of visitors) if (expected[visitor] !== 'ok') await refused(call(path, visitor));
    }
    expect(await records()).toStrictEqual(before);
  });
});
