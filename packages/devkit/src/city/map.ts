import { type Jurisdiction, placeKey, territoryAround } from '@pmp/api/server';
import type { Point } from '@pmp/contracts/place';

/** A part of a demo city: one postal code and its streets. */
interface District {
  readonly name: string;
  readonly postalCode: string;
  /** Where its centre lies, in kilometres east and north of the city's. */
  readonly offsetKm: readonly [east: number, north: number];
  readonly streets: readonly string[];
}

export interface DemoCity {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly centre: Point;
  /** Rings of cells (about 2.4 km each) around the centre that belong to the city. */
  readonly rings: number;
  readonly districts: readonly District[];
}

const district = (
  name: string,
  postalCode: string,
  offsetKm: readonly [east: number, north: number],
  streets: readonly string[],
): District => ({ name, postalCode, offsetKm, streets });

/** The city that the demo plays in. Invented, as are its streets and people. */
export const riverton: DemoCity = {
  id: 'riverton',
  name: 'Riverton',
  region: 'Westmark',
  centre: { lon: -92.6, lat: 44.3 },
  rings: 3,
  districts: [
    district('Old Town', '55101', [0, 0], ['Market Street', 'Ferry Lane', 'Bell Street', 'Cooper Row']),
    district('Harbour', '55102', [1.6, -0.7], ['Dock Road', 'Anchor Street', 'Quay Street', 'Ropewalk']),
    district('Northgate', '55103', [-0.4, 2.1], ['Mill Road', 'Abbey Street', 'North Gate', 'Tanner Street']),
    district(
      'Linden Hill',
      '55104',
      [-2.2, 0.6],
      ['Linden Avenue', 'Hill Street', 'Orchard Road', 'Park View'],
    ),
    district(
      'Southfields',
      '55105',
      [0.5, -2.4],
      ['South Road', 'Meadow Lane', 'Field Street', 'Barn Close'],
    ),
    district('Eastbank', '55106', [2.7, 1.2], ['East Bank', 'Weir Street', 'Island Road', 'Heron Way']),
  ],
};

/** A second city, so that an official of one meets a case of another. */
export const millbrook: DemoCity = {
  id: 'millbrook',
  name: 'Millbrook',
  region: 'Westmark',
  centre: { lon: -92.2, lat: 44.45 },
  rings: 1,
  districts: [
    district('Centre', '55201', [0, 0], ['High Street', 'Brook Lane', 'Station Road']),
    district('Upper Mill', '55202', [0.9, 0.8], ['Spinner Street', 'Loom Road', 'Wheel Lane']),
  ],
};

/** Every city of the demo. */
export const demoCities: readonly DemoCity[] = [riverton, millbrook];

const kmPerDegree = 111.32;

const move = ({ lon, lat }: Point, [east, north]: readonly [number, number]): Point => ({
  lon: Number((lon + east / (kmPerDegree * Math.cos((lat * Math.PI) / 180))).toFixed(6)),
  lat: Number((lat + north / kmPerDegree).toFixed(6)),
});

/** Territory and gazetteer of a demo city: each street, postal code and the city itself with its centre. */
export const toJurisdiction = ({ id, name, centre, rings, districts }: DemoCity): Jurisdiction => ({
  id,
  name,
  territory: territoryAround(centre, rings),
  entries: [
    { kind: 'city', key: placeKey(name), point: centre },
    ...districts.flatMap(({ postalCode, offsetKm, streets }) => [
      { kind: 'postal_code' as const, key: placeKey(postalCode), point: move(centre, offsetKm) },
      ...streets.map((street, index) => ({
        kind: 'street' as const,
        key: `${placeKey(street)}|${placeKey(name)}`,
        // Streets lie around their district's centre, a quarter of a kilometre out.
        point: move(centre, [
          offsetKm[0] + 0.25 * Math.cos((index / streets.length) * 2 * Math.PI),
          offsetKm[1] + 0.25 * Math.sin((index / streets.length) * 2 * Math.PI),
        ]),
      })),
    ]),
  ],
});
