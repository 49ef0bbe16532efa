import { ContractorProfile } from '@pmp/contracts/contractor';
import { beforeEach, describe, expect, it } from 'vitest';
import { aProfile } from '../../../test/factories/contractor.ts';
import { points } from '../../../test/factories/place.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { later } from '../../../test/factories/unique.ts';
import { createTestApi, refused } from '../../../test/testing.ts';

const carla = aPrincipal({ roles: ['contractor'] });
const colin = aPrincipal({ roles: ['contractor'] });

const setUp = () => {
  const api = createTestApi();
  return {
    api,
    profile: api.callerAs(carla).contractor.profile,
    ofColin: api.callerAs(colin).contractor.profile,
  };
};

describe('contractor.profile', () => {
  let { api, profile, ofColin } = setUp();
  beforeEach(() => {
    ({ api, profile, ofColin } = setUp());
  });

  it('is null until it has been saved, and then as it was saved', async () => {
    expect(await profile.get()).toBeNull();
    const saved = await profile.save(aProfile());
    expect(ContractorProfile.safeParse(saved).success).toBe(true);
    expect(saved).toStrictEqual({
      ...aProfile(),
      id: carla.userId,
      version: 1,
      areaResolution: 7,
      rating: { count: 0, quality: null, time: null, price: null },
      createdAt: api.clock.now(),
      updatedAt: api.clock.now(),
    });
    expect(await profile.get()).toStrictEqual(saved);
    expect(await ofColin.get()).toBeNull();
  });

  it('is replaced as a whole', async () => {
    const first = await profile.save(aProfile());
    api.clock.advance(60);
    const sent = aProfile({ displayName: 'Brook', about: '', licences: [], insurance: null, active: false });
    const second = await profile.save({ ...sent, version: 1 });
    expect(second).toStrictEqual({
      ...first,
      ...sent,
      version: 2,
      updatedAt: api.clock.now(),
    });
  });

  it('refuses a version that has passed, also before there is a profile', async () => {
    const early = await refused(profile.save(aProfile({ version: 1 })));
    expect(early.data).toMatchObject({ appCode: 'stale_version', httpStatus: 409 });
    expect(early.data).not.toHaveProperty('currentVersion');
    await profile.save(aProfile());
    await profile.save(aProfile({ version: 1 }));
    const { data } = await refused(profile.save(aProfile({ version: 1 })));
    expect(data).toMatchObject({ appCode: 'stale_version', currentVersion: 2 });
    expect(await profile.save(aProfile())).toMatchObject({ version: 3 });
  });

  it('is saved once with a commandKey', async () => {
    const save = aProfile({ commandKey: 'save-key-1' });
    const first = await profile.save(save);
    expect(await profile.save(save)).toStrictEqual(first);
    const other = await refused(profile.save({ ...save, capacity: 9 }));
    expect(other.data).toMatchObject({ appCode: 'key_reused', httpStatus: 422 });
    const renamed = await profile.save(aProfile({ displayName: 'Brook', version: 1 }));
    expect(await profile.save(save)).toStrictEqual(renamed);
    expect(await ofColin.save(save)).toMatchObject({ id: colin.userId, version: 1 });
  });

  it('takes the text of a time for the time', async () => {
    const commandKey = 'save-key-2';
    const [licence] = aProfile().licences;
    const by = (validUntil: Date | string) => {
      const licences = [{ trade: 'plumbing', number: 'PL-2210', issuer: 'City of Riverton', validUntil }];
      return profile.save({ ...aProfile({ commandKey }), licences });
    };
    const first = await by(licence?.validUntil.toISOString() ?? '');
    expect(first.licences).toStrictEqual([licence]);
    expect(await by(licence?.validUntil ?? '')).toStrictEqual(first);
  });

  it.each([
    [{ trades: ['plumbing', 'juggling'] }, 'trades.1'],
    [{ trades: [] }, 'trades'],
    [{ trades: ['plumbing', 'plumbing'] }, 'trades'],
    [
      { licences: [{ trade: 'juggling', number: 'J1', issuer: 'Us', validUntil: later(60) }] },
      'licences.0.trade',
    ],
    [{ serviceArea: { kind: 'cells' as const, cells: ['85fffffffffffff'] } }, 'serviceArea.cells.0'],
    [{ serviceArea: { kind: 'cells' as const, cells: ['841f1d5ffffffff'] } }, 'serviceArea.cells.0'],
    [
      {
        trades: ['plumbing', 'heating', 'cooling', 'roofing', 'pest', 'mould'],
        serviceArea: { kind: 'circle' as const, centre: points.rivertonCentre, radiusM: 60_000 },
      },
      'serviceArea',
    ],
    [{ capacity: 51 }, 'capacity'],
    [{ currency: 'eur' }, 'currency'],
  ])('names what is wrong with %j', async (overrides, path) => {
    const { data } = await refused(profile.save(aProfile(overrides)));
    expect(data).toMatchObject({ appCode: 'bad_input', httpStatus: 400, fieldErrors: [{ path }] });
    expect(await profile.get()).toBeNull();
  });

  it('shows averages of what homeowners thought', async () => {
    await profile.save(aProfile());
    await api.deps.contractors.rate(carla.userId, { quality: 5, time: 4, price: 3 });
    await api.deps.contractors.rate(carla.userId, { quality: 4, time: 4, price: 3 });
    await api.deps.contractors.rate(carla.userId, { quality: 4, time: 4, price: 2 });
    expect((await profile.get())?.rating).toEqual({ count: 3, quality: 4.33, time: 4, price: 2.67 });
  });
});
