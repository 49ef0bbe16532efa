import { Place } from '@pmp/contracts/place';
import { expect, it } from 'vitest';
import { cellOf } from '../../src/modules/place/gazetteer.ts';
import type { Places } from '../../src/modules/place/place.ports.ts';
import { anAddress, midOcean, points } from '../factories/place.ts';

const nowhere = { jurisdictionId: null, point: null, precision: null, cell: null };

/** What every implementation of `Places` must do once it knows riverton and milford of the factories. */
export const placesContract = (open: () => Promise<Places>) => {
  it('finds a street', async () => {
    const place = (await open()).locate(anAddress(), undefined);
    expect(place).toStrictEqual({
      jurisdictionId: 'riverton',
      point: points.harbourStreet,
      precision: 'street',
      cell: cellOf(points.harbourStreet),
    });
    expect(Place.safeParse(place).success).toBe(true);
  });

  it('believes the device', async () => {
    const place = (await open()).locate(
      anAddress({ line1: '1 Elm Row', city: 'Nowhere', postalCode: 'ZZ9' }),
      points.milfordCentre,
    );
    expect(place).toMatchObject({
      jurisdictionId: 'milford',
      point: points.milfordCentre,
      precision: 'device',
    });
  });

  it('answers nulls for what it does not know', async () => {
    const places = await open();
    const unknown = anAddress({ line1: 'Elm Row', city: 'Atlantis', postalCode: 'ZZ9' });
    expect(places.locate(unknown, undefined)).toStrictEqual(nowhere);
    expect(places.locate(unknown, midOcean).jurisdictionId).toBeNull();
  });
};
