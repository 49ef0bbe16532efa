import type { ServiceArea } from '@pmp/contracts/contractor';
import type { Point } from '@pmp/contracts/place';
import {
  cellToChildren,
  cellToLatLng,
  cellToParent,
  getHexagonEdgeLengthAvg,
  getResolution,
  greatCircleDistance,
  gridDisk,
  isValidCell,
  latLngToCell,
  UNITS,
} from 'h3-js';
import { badField } from './app-error.ts';

/** The resolution of the cell that others may see of a request: about 0.7 km², 0.5 km to a corner. */
export const publicResolution = 8;

/** In which contractors are matched with requests, finest first. 5 is about 250 km². */
const resolutions = [publicResolution, 7, 6, 5] as const;

/** How many keys a contractor may be found by. */
const mostKeys = 200;

const keyOf = (category: string, cell: string) => `${category}/${cell}`;

/** The centre of a cell, which stands for every point in it. */
export const centreOf = (cell: string): Point => {
  const [lat, lon] = cellToLatLng(cell);
  return { lat, lon };
};

/**
 * The keys of a request, by which the contractors of its category are found in whose area it lies: `<category>/<cell>` of its cell
 * (of `publicResolution`) and of the larger ones around it. A request that could be placed nowhere has none.
 */
export const boardKeysOf = (category: string, cell: string | null): string[] =>
  cell === null ? [] : resolutions.map((resolution) => keyOf(category, cellToParent(cell, resolution)));

/**
 * The keys of a contractor, in the finest resolution in which they are at most 200. One of them is among the keys of each request
 * that lies in the area; in a coarse resolution also of some that lie just outside. Refuses an area that has too many in each.
 */
export const serviceKeys = (
  trades: readonly string[],
  area: ServiceArea,
): { keys: string[]; resolution: number } => {
  const mostCells = Math.floor(mostKeys / trades.length);
  for (const resolution of resolutions) {
    const cells =
      area.kind === 'cells'
        ? drawnCells(area.cells, resolution, mostCells)
        : circleCells(area, resolution, mostCells);
    if (cells)
      return { keys: trades.flatMap((trade) => cells.map((cell) => keyOf(trade, cell))), resolution };
  }
  throw badField('serviceArea', 'is too large for so many trades: draw it smaller or leave some out');
};

/** Undefined when they are more than `most`. */
const drawnCells = (drawn: readonly string[], resolution: number, most: number): string[] | undefined => {
  const cells = new Set<string>();
  for (const [index, cell] of drawn.entries()) {
    if (!isValidCell(cell)) throw badField(`serviceArea.cells.${index}`, 'is not an H3 cell');
    const inside =
      getResolution(cell) > resolution ? [cellToParent(cell, resolution)] : cellToChildren(cell, resolution);
    for (const one of inside) cells.add(one);
    if (cells.size > most) return undefined;
  }
  return [...cells];
};

// A cell may be this much smaller or larger than the average, as H3 lays them over the globe.
const smallest = 0.7;
const largest = 1.35;

/** A circle of so many rings has more than `mostKeys` cells wherever it lies. */
const mostRings = 20;

/** How far from a cell's centre the centres of the smallest cells in it can be, in metres: each step inwards is 1/√7 of the one before. */
const reach = (resolution: number) =>
  resolution === publicResolution ? 0 : 1.06 * largest * getHexagonEdgeLengthAvg(resolution, UNITS.m);

/**
 * The cells in which there is a cell of `publicResolution` that lies in the circle: one with its centre there, or the one with the
 * circle's own centre. Undefined when they are more than `most`.
 */
const circleCells = (
  { centre, radiusM }: Extract<ServiceArea, { kind: 'circle' }>,
  resolution: number,
  most: number,
): string[] | undefined => {
  // Not the cell of this resolution at that point: near an edge that can be another than the one which the smaller cell belongs to.
  const own = cellToParent(latLngToCell(centre.lat, centre.lon, publicResolution), resolution);
  const edge = getHexagonEdgeLengthAvg(resolution, UNITS.m);
  const rings = Math.ceil(
    (radiusM + (1 + largest) * reach(resolution) + largest * edge) / (1.5 * smallest * edge),
  );
  if (rings > mostRings) return undefined;
  const cells = gridDisk(own, rings).filter((cell) => cell === own || touches(cell, centre, radiusM));
  return cells.length > most ? undefined : cells;
};

const touches = (cell: string, centre: Point, radiusM: number): boolean => {
  const distance = greatCircleDistance(cellToLatLng(cell), [centre.lat, centre.lon], UNITS.m);
  // The cell in the middle of a cell has the same centre.
  if (distance <= radiusM) return true;
  const resolution = getResolution(cell);
  if (distance > radiusM + reach(resolution)) return false;
  return cellToChildren(cell, resolution + 1).some((child) => touches(child, centre, radiusM));
};
