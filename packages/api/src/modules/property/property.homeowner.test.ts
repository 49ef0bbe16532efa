import { Property } from '@pmp/contracts/property';
import { beforeEach, describe, expect, it } from 'vitest';
import { anAddress, points } from '../../../test/factories/place.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { aNewProperty } from '../../../test/factories/property.ts';
import { hexId } from '../../../test/factories/unique.ts';
import { createTestApi, refused } from '../../../test/testing.ts';

const hannah = aPrincipal();
const henry = aPrincipal();

const setUp = () => {
  const api = createTestApi();
  return {
    api,
    properties: api.callerAs(hannah).homeowner.properties,
    ofHenry: api.callerAs(henry).homeowner.properties,
  };
};

describe('homeowner.properties', () => {
  let { api, properties, ofHenry } = setUp();
  beforeEach(() => {
    ({ api, properties, ofHenry } = setUp());
  });

  it('creates, finds the place, and lists the newest first', async () => {
    const home = await properties.create(aNewProperty({ accessNotes: 'Key under the\nred pot' }));
    expect(Property.safeParse(home).success).toBe(true);
    expect(home).toMatchObject({ version: 1, label: 'Home', accessNotes: 'Key under the\nred pot' });
    expect(home.place).toMatchObject({ jurisdictionId: 'riverton', precision: 'street' });
    api.clock.advance(1);
    const cottage = await properties.create(
      aNewProperty({
        label: 'Cottage',
        address: anAddress({ line1: 'Elm Row', city: 'Milford', postalCode: 'none' }),
        location: points.milfordCentre,
      }),
    );
    expect(cottage).toMatchObject({ accessNotes: null, place: { jurisdictionId: 'milford' } });
    await ofHenry.create(aNewProperty());
    expect(await properties.list({})).toStrictEqual({ items: [cottage, home], nextCursor: null });
  });

  it('creates once with a clientKey', async () => {
    const clientKey = 'property-key-1';
    const first = await properties.create(aNewProperty({ clientKey }));
    expect(await properties.create(aNewProperty({ clientKey }))).toStrictEqual(first);
    const { data } = await refused(properties.create(aNewProperty({ clientKey, label: 'Cottage' })));
    expect(data).toMatchObject({ appCode: 'key_reused', httpStatus: 422 });
    expect((await properties.list({})).items).toHaveLength(1);
    expect((await ofHenry.create(aNewProperty({ clientKey }))).id).not.toBe(first.id);
  });

  it('answers a repeated create with the property as it is now', async () => {
    const clientKey = 'property-key-2';
    const { id } = await properties.create(aNewProperty({ clientKey }));
    const renamed = await properties.update({ id, version: 1, label: 'Cottage' });
    expect(await properties.create(aNewProperty({ clientKey }))).toStrictEqual(renamed);
  });

  it('updates the fields that are sent', async () => {
    const before = await properties.create(aNewProperty());
    api.clock.advance(60);
    const renamed = await properties.update({ id: before.id, version: 1, label: 'Cottage', accessNotes: '' });
    expect(renamed).toStrictEqual({
      ...before,
      label: 'Cottage',
      accessNotes: '',
      version: 2,
      updatedAt: api.clock.now(),
    });
  });

  it('finds the place again when the address changes', async () => {
    const { id } = await properties.create(aNewProperty());
    const address = anAddress({ line1: 'Elm Row', city: 'Milford', postalCode: 'none' });
    const moved = await properties.update({ id, version: 1, address });
    expect(moved).toMatchObject({ address, place: { jurisdictionId: 'milford', precision: 'city' } });
    const nearby = { lon: points.milfordCentre.lon + 0.01, lat: points.milfordCentre.lat };
    const pinned = await properties.update({ id, version: 2, address, location: nearby });
    expect(pinned.place).toMatchObject({ jurisdictionId: 'milford', precision: 'device', point: nearby });
  });

  it('wants something to change, and an address with a location', async () => {
    const { id } = await properties.create(aNewProperty());
    expect((await refused(properties.update({ id, version: 1 }))).data).toMatchObject({
      appCode: 'bad_input',
      fieldErrors: [{ path: '', message: 'send at least one field to change' }],
    });
    const onlyLocation = properties.update({ id, version: 1, location: points.rivertonCentre });
    expect((await refused(onlyLocation)).data.fieldErrors?.[0]?.path).toBe('address');
  });

  it('refuses a version that has passed', async () => {
    const { id } = await properties.create(aNewProperty());
    await properties.update({ id, version: 1, label: 'Cottage' });
    const { data } = await refused(properties.update({ id, version: 1, label: 'Barn' }));
    expect(data).toMatchObject({ appCode: 'stale_version', httpStatus: 409, currentVersion: 2 });
  });

  it('carries a command out once', async () => {
    const { id } = await properties.create(aNewProperty());
    const update = { id, version: 1, label: 'Cottage', commandKey: 'command-key-1' };
    const first = await properties.update(update);
    expect(await properties.update(update)).toStrictEqual(first);
    const { data } = await refused(properties.update({ ...update, label: 'Barn' }));
    expect(data.appCode).toBe('key_reused');
  });

  it('refuses the property of another exactly as a missing one', async () => {
    const { id } = await ofHenry.create(aNewProperty());
    const hidden = await refused(properties.update({ id, version: 1, label: 'Mine' }));
    const missing = await refused(properties.update({ id: hexId(), version: 1, label: 'Mine' }));
    expect(hidden).toStrictEqual(missing);
    expect(hidden.data).toMatchObject({ appCode: 'not_found', httpStatus: 404 });
  });
});
