import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mongoPlaces, saveJurisdictions } from '../../src/modules/place/place.mongo.ts';
import { anAddress, milford, riverton } from '../factories/place.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { placesContract } from './places.contract.ts';

describe('mongoPlaces', () => {
  const { db } = useTestDatabase('places');
  const places = mongoPlaces(db, {
    everyMs: 3_600_000,
    onError: (error) => {
      throw error;
    },
  });

  beforeAll(() => saveJurisdictions(db, [riverton, milford]));
  afterAll(() => places.stop());

  it('knows nothing until it has been loaded', () => {
    expect(places.locate(anAddress(), undefined).jurisdictionId).toBeNull();
  });

  placesContract(async () => {
    await places.reload();
    return places;
  });

  it('is replaced when it is saved again', async () => {
    await saveJurisdictions(db, [{ ...milford, entries: [] }]);
    await places.reload();
    expect(
      places.locate(anAddress({ line1: 'x', city: 'Milford', postalCode: 'none' }), undefined).point,
    ).toBeNull();
    expect(places.locate(anAddress(), undefined).jurisdictionId).toBe('riverton');
  });
});
