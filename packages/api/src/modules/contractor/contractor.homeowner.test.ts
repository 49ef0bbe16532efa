import { PublicContractor } from '@pmp/contracts/contractor';
import { beforeEach, describe, expect, it } from 'vitest';
import { aProfile } from '../../../test/factories/contractor.ts';
import { aPlace, midOcean, points } from '../../../test/factories/place.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { aRequest } from '../../../test/factories/request.ts';
import { hexId, later } from '../../../test/factories/unique.ts';
import { createTestApi, refused } from '../../../test/testing.ts';

const hannah = aPrincipal();
const henry = aPrincipal();
const nowhere = { jurisdictionId: null, point: null, precision: null, cell: null };

const setUp = () => {
  const api = createTestApi();
  return { api, contractors: api.callerAs(hannah).homeowner.contractors };
};

describe('homeowner.contractors', () => {
  let { api, contractors } = setUp();
  beforeEach(() => {
    ({ api, contractors } = setUp());
  });

  /** A contractor who has saved this, a minute after the one before. */
  const aContractor = async (overrides: Parameters<typeof aProfile>[0] = {}) => {
    const principal = aPrincipal({ roles: ['contractor'] });
    api.clock.advance(60);
    await api.callerAs(principal).contractor.profile.save(aProfile(overrides));
    return principal.userId;
  };
  const aRequestId = (overrides: Parameters<typeof aRequest>[0] = {}) => {
    const request = aRequest({ homeownerId: hannah.userId, ...overrides });
    api.requests.put(request);
    return request.id;
  };
  const idsFor = async (requestId: string) =>
    (await contractors.list({ requestId })).items.map(({ id }) => id);

  it('lists who is active, of the trade and of the place, newest first', async () => {
    const first = await aContractor();
    await aContractor({ active: false });
    await aContractor({ trades: ['roofing'] });
    await aContractor({ serviceArea: { kind: 'circle', centre: points.milfordCentre, radiusM: 5_000 } });
    const second = await aContractor({ trades: ['cooling', 'plumbing'] });
    expect(await idsFor(aRequestId())).toEqual([second, first]);
    expect(await idsFor(aRequestId({ category: 'cooling' }))).toEqual([second]);
    expect(await idsFor(aRequestId({ category: 'pest' }))).toEqual([]);
    expect(await idsFor(aRequestId({ place: aPlace({ point: midOcean, cell: '88391936c9fffff' }) }))).toEqual(
      [],
    );
  });

  it('leaves out oneself', async () => {
    const both = { ...hannah, roles: ['homeowner', 'contractor'] as const };
    const other = await aContractor();
    await api.callerAs(aPrincipal({ ...both, roles: [...both.roles] })).contractor.profile.save(aProfile());
    expect(await idsFor(aRequestId())).toEqual([other]);
  });

  it('lists nobody for a request that could be placed nowhere', async () => {
    await aContractor();
    expect(await idsFor(aRequestId({ place: nowhere }))).toEqual([]);
  });

  it('lists in pages, and leaves out who is shut out', async () => {
    const all = [await aContractor(), await aContractor(), await aContractor()].toReversed();
    const requestId = aRequestId();
    const page = await contractors.list({ requestId, limit: 2 });
    expect(page.items.map(({ id }) => id)).toEqual(all.slice(0, 2));
    const rest = await contractors.list({ requestId, limit: 2, cursor: page.nextCursor });
    expect(rest).toMatchObject({ items: [{ id: all[2] }], nextCursor: null });
    api.blocked.note({ personId: all[0] ?? '', state: 'suspended' });
    expect((await contractors.list({ requestId, limit: 2 })).items.map(({ id }) => id)).toEqual([all[1]]);
  });

  it("lists for the homeowner's own requests only, and tells no other from a missing one", async () => {
    await aContractor();
    const ofHenry = aRequestId({ homeownerId: henry.userId });
    const hidden = await refused(contractors.list({ requestId: ofHenry }));
    expect(hidden).toStrictEqual(await refused(contractors.list({ requestId: hexId() })));
    expect(hidden.data).toMatchObject({ appCode: 'not_found', httpStatus: 404 });
  });

  it('shows what a homeowner may know, and no more', async () => {
    const { licences } = aProfile();
    const expired = { trade: 'heating', number: 'HE-1', issuer: 'City', validUntil: later(-60) };
    const id = await aContractor({ licences: [...licences, expired] });
    await api.deps.contractors.rate(id, { quality: 5, time: 4, price: 3 });
    const shown = await contractors.get({ id });
    expect(PublicContractor.safeParse(shown).success).toBe(true);
    expect(shown).toStrictEqual({
      id,
      displayName: 'Brook Plumbing',
      about: 'Three fitters and a van.',
      trades: ['plumbing', 'heating'],
      rating: { count: 1, quality: 5, time: 4, price: 3 },
      licences: [
        { trade: 'plumbing', validUntil: later(86_400), valid: true },
        { trade: 'heating', validUntil: later(-60), valid: false },
      ],
      insured: true,
    });
    expect((await contractors.list({ requestId: aRequestId() })).items).toStrictEqual([shown]);
  });

  it('shows when papers have run out', async () => {
    const id = await aContractor();
    expect((await contractors.get({ id })).insured).toBe(true);
    api.clock.set(later(86_400));
    expect(await contractors.get({ id })).toMatchObject({ insured: false, licences: [{ valid: false }] });
    expect((await contractors.get({ id: await aContractor({ insurance: null }) })).insured).toBe(false);
  });

  it('shows one who takes no new work, and refuses who is suspended and an id that is nobody', async () => {
    const id = await aContractor({ active: false });
    expect(await contractors.get({ id })).toMatchObject({ id });
    const missing = await refused(contractors.get({ id: hexId() }));
    expect(missing.data.appCode).toBe('not_found');
    api.blocked.note({ personId: id, state: 'suspended' });
    expect(await refused(contractors.get({ id }))).toStrictEqual(missing);
  });
});
