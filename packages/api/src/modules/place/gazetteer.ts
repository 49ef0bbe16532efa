import type { Address, Place, Point, PointPrecision } from '@pmp/contracts/place';
import { cellToParent, greatCircleDistance, gridDisk, latLngToCell, UNITS } from 'h3-js';
import { publicResolution } from '../../kernel/area.ts';

/** The resolution in which a jurisdiction's territory is stored: about 5 km² a cell. */
export const territoryResolution = 7;

/** The centre of a street, a postal code or a city within a jurisdiction. Names are compared by `placeKey`. */
export interface GazetteerEntry {
  kind: Exclude<PointPrecision, 'device'>;
  /** `street|city`, `postal code` or `city`, each by `placeKey`. */
  key: string;
  point: Point;
}

export interface Jurisdiction {
  /** A short lower-case code, such as `riverton`. */
  id: string;
  name: string;
  /** Cells of `territoryResolution`. */
  territory: readonly string[];
  entries: readonly GazetteerEntry[];
}

/** Folds case, accents, punctuation and spacing, so that "St. Mary's" finds "st marys". */
export const placeKey = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’.]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A house number at either end of the line is not part of the street's name. */
const streetKey = ({ line1, city }: Address) => {
  const street = placeKey(line1)
    .replace(/^\d+[a-z]? /, '')
    .replace(/ \d+[a-z]?$/, '');
  return `${street}|${placeKey(city)}`;
};

export const cellOf = ({ lat, lon }: Point) => latLngToCell(lat, lon, publicResolution);

/** The territory of a roughly round city: the cell of its centre and `rings` rings around it. */
export const territoryAround = ({ lat, lon }: Point, rings: number) =>
  gridDisk(latLngToCell(lat, lon, territoryResolution), rings);

/** A device further away than this from where the address is found is not at the address. */
const mostKilometresApart = 10;

const kilometres = (one: Point, other: Point) =>
  greatCircleDistance([one.lat, one.lon], [other.lat, other.lon], UNITS.km);

const unknownPlace: Place = { jurisdictionId: null, point: null, precision: null, cell: null };

/** What a name stands for. */
interface Named {
  readonly jurisdictionId: string;
  readonly entry: GazetteerEntry;
  place?: Place;
}

/** Looks addresses up in memory. Built once from all jurisdictions; answers in constant time. */
export const createGazetteer = (jurisdictions: readonly Jurisdiction[]) => {
  const byCell = new Map<string, string>();
  const byName = new Map<string, Named>();
  for (const { id, territory, entries } of jurisdictions) {
    for (const cell of territory) byCell.set(cell, id);
    for (const entry of entries) byName.set(`${entry.kind}:${entry.key}`, { jurisdictionId: id, entry });
  }

  const locateByDevice = (point: Point): Place => {
    const cell = cellOf(point);
    const jurisdictionId = byCell.get(cellToParent(cell, territoryResolution)) ?? null;
    return { jurisdictionId, point, precision: 'device', cell };
  };

  const locateByAddress = (address: Address): Place => {
    const found =
      byName.get(`street:${streetKey(address)}`) ??
      byName.get(`postal_code:${placeKey(address.postalCode)}`) ??
      byName.get(`city:${placeKey(address.city)}`);
    if (found === undefined) return unknownPlace;
    const { jurisdictionId, entry } = found;
    // When it is first asked for: a large gazetteer is read again every so often.
    found.place ??= { jurisdictionId, point: entry.point, precision: entry.kind, cell: cellOf(entry.point) };
    return found.place;
  };

  return {
    locate: (address: Address, location: Point | undefined): Place => {
      const byAddress = locateByAddress(address);
      if (location === undefined) return byAddress;
      // Reported from somewhere else: what is broken is at the address, not where the person stands.
      if (byAddress.point !== null && kilometres(location, byAddress.point) > mostKilometresApart)
        return byAddress;
      const byDevice = locateByDevice(location);
      // A device on the edge of the territory still belongs to the city that the address names.
      return { ...byDevice, jurisdictionId: byDevice.jurisdictionId ?? byAddress.jurisdictionId };
    },
  };
};
