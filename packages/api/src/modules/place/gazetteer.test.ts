import { cellToLatLng, getResolution, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { anAddress, midOcean, milford, points, riverton } from '../../../test/factories/place.ts';
import { cellOf, createGazetteer, placeKey, territoryAround, territoryResolution } from './gazetteer.ts';

describe('placeKey', () => {
  it.each([
    ["St. Mary's", 'st marys'],
    ['  Harbour   Street ', 'harbour street'],
    ['Königsallee', 'konigsallee'],
    ['RÍO GRANDE', 'rio grande'],
    ['Saint-Denis', 'saint denis'],
    ['RV1 2AB', 'rv1 2ab'],
    ['O’Connell St', 'oconnell st'],
    ['東京', '東京'],
    ['!!!', ''],
  ])('folds %s', (text, key) => {
    expect(placeKey(text)).toBe(key);
    expect(placeKey(key)).toBe(key);
  });
});

describe('cells', () => {
  it('that others see are of one resolution and keep the point to about half a kilometre', () => {
    const cell = cellOf(points.harbourStreet);
    expect(getResolution(cell)).toBe(8);
    const [lat, lon] = cellToLatLng(cell);
    expect(Math.abs(lat - points.harbourStreet.lat)).toBeLessThan(0.01);
    expect(Math.abs(lon - points.harbourStreet.lon)).toBeLessThan(0.02);
  });

  it.each([
    { lat: 90, lon: 0 },
    { lat: -90, lon: 180 },
    { lat: 0, lon: -180 },
  ])('exist at the ends of the earth', (point) => {
    expect(cellOf(point)).toMatch(/^[0-9a-f]{15}$/);
  });

  it('make a territory of rings', () => {
    const territory = territoryAround(points.milfordCentre, 2);
    expect(new Set(territory).size).toBe(19);
    for (const cell of territory) expect(getResolution(cell)).toBe(territoryResolution);
  });
});

describe('a gazetteer', () => {
  const { locate } = createGazetteer([riverton, milford]);

  it.each([
    '12 Harbour Street',
    '12a harbour street',
    'Harbour Street 12',
    'Harbour Street, 12B',
    'HARBOUR STREET',
    'Harbour  Street.',
  ])('finds the street of "%s"', (line1) => {
    expect(locate(anAddress({ line1 }), undefined)).toEqual({
      jurisdictionId: 'riverton',
      point: points.harbourStreet,
      precision: 'street',
      cell: cellOf(points.harbourStreet),
    });
  });

  it('goes from the street to the postal code to the city', () => {
    const byPostalCode = locate(anAddress({ line1: '3 Elm Row' }), undefined);
    expect(byPostalCode).toMatchObject({ precision: 'postal_code', point: points.postalCentre });
    const byCity = locate(anAddress({ line1: '3 Elm Row', postalCode: 'ZZ9 9ZZ' }), undefined);
    expect(byCity).toMatchObject({ precision: 'city', point: points.rivertonCentre });
  });

  it('does not take a street of one city for that of another', () => {
    const place = locate(anAddress({ city: 'Milford', postalCode: 'none' }), undefined);
    expect(place).toMatchObject({ jurisdictionId: 'milford', precision: 'city' });
  });

  it('knows nothing of an address elsewhere', () => {
    const elsewhere = anAddress({ line1: '1 Elm Row', city: 'Atlantis', postalCode: 'ZZ9' });
    const nowhere = { jurisdictionId: null, point: null, precision: null, cell: null };
    expect(locate(elsewhere, undefined)).toEqual(nowhere);
    expect(createGazetteer([]).locate(anAddress(), undefined)).toEqual(nowhere);
  });

  it('keeps the exact point of a device and finds its territory', () => {
    const somewhere = anAddress({ line1: '1 Elm Row', city: 'Atlantis', postalCode: 'ZZ9' });
    expect(locate(somewhere, points.milfordCentre)).toEqual({
      jurisdictionId: 'milford',
      point: points.milfordCentre,
      precision: 'device',
      cell: cellOf(points.milfordCentre),
    });
  });

  it('gives a device on the edge of the territory to the city that the address names', () => {
    const edge = latLngToCell(points.milfordCentre.lat, points.milfordCentre.lon, territoryResolution);
    const outside = gridDisk(edge, 1).find((cell) => !milford.territory.includes(cell)) ?? '';
    const [lat, lon] = cellToLatLng(outside);
    const place = locate(anAddress({ city: 'Milford', line1: 'x', postalCode: 'none' }), { lat, lon });
    expect(place).toMatchObject({ jurisdictionId: 'milford', point: { lat, lon }, precision: 'device' });
  });

  it('keeps to the address when the device is far from it', () => {
    const address = anAddress({ city: 'Milford', line1: 'x', postalCode: 'none' });
    for (const far of [midOcean, { lat: 90, lon: 0 }]) {
      expect(locate(address, far)).toEqual(locate(address, undefined));
    }
  });

  it('says "place unknown" for a device and an address that nobody knows', () => {
    const elsewhere = anAddress({ line1: '1 Elm Row', city: 'Atlantis', postalCode: 'ZZ9' });
    const place = locate(elsewhere, midOcean);
    expect(place).toEqual({
      jurisdictionId: null,
      point: midOcean,
      precision: 'device',
      cell: cellOf(midOcean),
    });
  });
});
