import type { Address, Place, Point } from '@pmp/contracts/place';
import { cellOf, type Jurisdiction, placeKey, territoryAround } from '../../src/modules/place/gazetteer.ts';

export const anAddress = (overrides: Partial<Address> = {}): Address => ({
  line1: '12 Harbour Street',
  city: 'Riverton',
  postalCode: 'RV1 2AB',
  ...overrides,
});

/** Far from any jurisdiction of the tests. */
export const midOcean: Point = { lon: -30, lat: 40 };

const harbourStreet: Point = { lon: -1.5, lat: 52.1 };
const rivertonCentre: Point = { lon: -1.51, lat: 52.11 };
const postalCentre: Point = { lon: -1.505, lat: 52.105 };
const milfordCentre: Point = { lon: -2.8, lat: 53.4 };

export const points = { harbourStreet, rivertonCentre, postalCentre, milfordCentre };

export const riverton: Jurisdiction = {
  id: 'riverton',
  name: 'City of Riverton',
  territory: territoryAround(rivertonCentre, 2),
  entries: [
    { kind: 'street', key: `${placeKey('Harbour Street')}|${placeKey('Riverton')}`, point: harbourStreet },
    { kind: 'postal_code', key: placeKey('RV1 2AB'), point: postalCentre },
    { kind: 'city', key: placeKey('Riverton'), point: rivertonCentre },
  ],
};

export const milford: Jurisdiction = {
  id: 'milford',
  name: 'Milford',
  territory: territoryAround(milfordCentre, 0),
  entries: [{ kind: 'city', key: placeKey('Milford'), point: milfordCentre }],
};

export const aPlace = (overrides: Partial<Place> = {}): Place => ({
  jurisdictionId: 'riverton',
  point: harbourStreet,
  precision: 'street',
  cell: cellOf(harbourStreet),
  ...overrides,
});
