import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/auth/principal.ts';
import { appRouter } from '../../src/router.ts';
import { publicProcedure, router } from '../../src/trpc/init.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aProperty } from '../factories/property.ts';
import { aRequest } from '../factories/request.ts';
import { hexId } from '../factories/unique.ts';
import { callPath, createTestApi, refusalOf, refused } from '../testing.ts';
import { gapsOf, type Visitor, visitors } from './matrix.ts';
import { type Fixture, rows } from './rows.ts';

const owner = aPrincipal();
const principals: Readonly<Record<Visitor, Principal | null>> = {
  anonymous: null,
  owner,
  otherHomeowner: aPrincipal(),
  // Cases have no contractors and people no jurisdiction yet; until then these pairs differ in name only.
  assignedContractor: aPrincipal({ roles: ['contractor'] }),
  otherContractor: aPrincipal({ roles: ['contractor'] }),
  official: aPrincipal({ roles: ['official'] }),
  officialElsewhere: aPrincipal({ roles: ['official'] }),
  noRole: aPrincipal({ roles: [] }),
  twoRoles: aPrincipal({ roles: ['homeowner', 'contractor'] }),
};

const canary = 'CANARY-of-the-owner';

describe('the authorization matrix', () => {
  let api = createTestApi();
  let fixture: Fixture = { requestId: '', propertyId: '', suspendedId: '' };

  beforeEach(async () => {
    api = createTestApi();
    const request = aRequest({ homeownerId: owner.userId, description: canary });
    const property = aProperty({ ownerId: owner.userId, accessNotes: canary });
    api.requests.put(request);
    await api.deps.properties.insert(property, undefined);
    const suspendedId = hexId();
    await api.blocks.change({
      personId: suspendedId,
      expectedVersion: 0,
      decision: { state: 'suspended', by: hexId(), at: api.clock.now(), reason: canary },
      command: undefined,
    });
    fixture = { requestId: request.id, propertyId: property.id, suspendedId };
  });

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
      if (visitor !== 'owner') expect(told).not.toContain(canary);
    });
  });

  const ofRecords = Object.entries(rows).filter(
    ([, { expected }]) => expected.otherHomeowner === 'not_found',
  );

  it.each(ofRecords)('%s answers the same for a hidden and a missing record', async (path) => {
    const missing = { requestId: hexId(), propertyId: hexId(), suspendedId: hexId() };
    for (const visitor of ['otherHomeowner', 'twoRoles'] as const) {
      const ofHidden = await refused(call(path, visitor));
      const ofMissing = await refused(call(path, visitor, missing));
      expect(ofHidden).toStrictEqual(ofMissing);
      expect(ofHidden.data.httpStatus).toBe(404);
    }
  });

  it.each(ofRecords)('%s refuses a wrong role before it looks at the input', async (path) => {
    const badFixture = { requestId: 'not an id', propertyId: 'not an id', suspendedId: 'not an id' };
    expect((await refused(call(path, 'anonymous', badFixture))).data.appCode).toBe('signed_out');
    expect((await refused(call(path, 'official', badFixture))).data.appCode).toBe('forbidden');
  });

  it('shows the canary to its owner, so that its absence means something', async () => {
    expect(JSON.stringify(await call('homeowner.requests.list', 'owner'))).toContain(canary);
    expect(JSON.stringify(await call('homeowner.properties.list', 'owner'))).toContain(canary);
  });

  it('leaves the record as it was, whoever has been refused', async () => {
    const before = await api.requests.ownedWhole(fixture.requestId, owner.userId);
    for (const [path, { expected }] of ofRecords) {
      for (const visitor of visitors) if (expected[visitor] !== 'ok') await refused(call(path, visitor));
    }
    expect(await api.requests.ownedWhole(fixture.requestId, owner.userId)).toStrictEqual(before);
  });
});
