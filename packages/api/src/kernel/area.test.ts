import type { ServiceArea } from '@pmp/contracts/contractor';
import type { Point } from '@pmp/contracts/place';
import fc from 'fast-check';
import {
  cellToChildren,
  cellToLatLng,
  cellToParent,
  getHexagonEdgeLengthAvg,
  getPentagons,
  getResolution,
  greatCircleDistance,
  gridDisk,
  latLngToCell,
  UNITS,
} from 'h3-js';
import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import { boardKeysOf, publicResolution, serviceKeys } from './area.ts';

type Circle = Extract<ServiceArea, { kind: 'circle' }>;

const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});
const trades = fc
  .integer({ min: 1, max: 12 })
  .map((count) => Array.from({ length: count }, (_, at) => `trade-${at}`));
const radiusM = fc.oneof(fc.integer({ min: 500, max: 5_000 }), fc.integer({ min: 500, max: 60_000 }));
const cellAt = ({ lat, lon }: Point) => latLngToCell(lat, lon, publicResolution);
const metres = (cell: string, { lat, lon }: Point) =>
  greatCircleDistance(cellToLatLng(cell), [lat, lon], UNITS.m);

/** Undefined when the area is refused as too large. */
const keysOf = (named: readonly string[], area: ServiceArea) => {
  try {
    return serviceKeys(named, area);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'bad_input', details: { fieldErrors: [{ path: 'serviceArea' }] } });
    return undefined;
  }
};

const isBounded = ({ keys, resolution }: ReturnType<typeof serviceKeys>) => {
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.length).toBeLessThanOrEqual(200);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(getResolution(key.split('/')[1] ?? '')).toBe(resolution);
};

const matches = (keys: readonly string[], category: string, cell: string) =>
  boardKeysOf(category, cell).some((key) => keys.includes(key));

describe('the keys of a request', () => {
  it('are its cell and the larger ones around it, by category', () => {
    const cell = cellAt({ lat: 52.1, lon: -1.5 });
    const cells = [cell, ...[7, 6, 5].map((resolution) => cellToParent(cell, resolution))];
    expect(boardKeysOf('plumbing', cell)).toEqual(cells.map((one) => `plumbing/${one}`));
  });

  it('are none where it could be placed nowhere', () => {
    expect(boardKeysOf('plumbing', null)).toEqual([]);
  });
});

describe('a circle', () => {
  /** A point that lies about `share` of the radius away from the centre. */
  const away = ({ centre, radiusM: radius }: Circle, share: number, bearing: number): Point => {
    const degrees = (share * radius) / 111_320;
    const lat = Math.max(-90, Math.min(90, centre.lat + degrees * Math.cos(bearing)));
    const narrow = Math.max(Math.cos((centre.lat * Math.PI) / 180), 0.01);
    const lon = centre.lon + (degrees * Math.sin(bearing)) / narrow;
    return { lat, lon: ((lon + 540) % 360) - 180 };
  };
  const circle = fc.record({ kind: fc.constant('circle' as const), centre: point, radiusM });
  const share = fc.double({ min: 0, max: 1.1, noNaN: true });
  const bearing = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });

  it('finds every request whose cell lies in it, and has 200 keys at most', () => {
    let [found, tried] = [0, 0];
    fc.assert(
      fc.property(
        circle,
        trades,
        fc.array(fc.tuple(share, bearing), { minLength: 20, maxLength: 20 }),
        (area, named, offsets) => {
          const service = keysOf(named, area);
          if (!service) return;
          isBounded(service);
          for (const [far, direction] of offsets) {
            const cell = cellAt(away(area, far, direction));
            tried += 1;
            if (metres(cell, area.centre) > area.radiusM) continue;
            found += 1;
            for (const trade of named) expect(matches(service.keys, trade, cell)).toBe(true);
            expect(matches(service.keys, 'another-trade', cell)).toBe(false);
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(found).toBeGreaterThan(tried / 4);
  });

  it('finds a request at its very centre, however small it is', () => {
    fc.assert(
      fc.property(point, trades, (centre, named) => {
        const service = serviceKeys(named, { kind: 'circle', centre, radiusM: 500 });
        isBounded(service);
        expect(matches(service.keys, 'trade-0', cellAt(centre))).toBe(true);
      }),
    );
  });

  it('does not reach further than a cell of its resolution', () => {
    fc.assert(
      fc.property(circle, trades, (area, named) => {
        const service = keysOf(named, area);
        const edge = getHexagonEdgeLengthAvg(service?.resolution ?? 5, UNITS.m);
        for (const key of service?.keys ?? []) {
          expect(metres(key.split('/')[1] ?? '', area.centre)).toBeLessThan(area.radiusM + 1.5 * edge);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is in the finest resolution that fits', () => {
    const centre = { lat: 52.1, lon: -1.5 };
    const of = (count: number, radius: number) =>
      keysOf(
        Array.from({ length: count }, (_, at) => `trade-${at}`),
        { kind: 'circle', centre, radiusM: radius },
      )?.resolution;
    expect([of(1, 5_000), of(3, 5_000), of(12, 5_000), of(12, 15_000)]).toEqual([8, 7, 6, 5]);
    expect(of(1, 60_000)).toBe(5);
    expect(of(12, 60_000)).toBeUndefined();
  });

  it.each(getPentagons(5))('goes around the pentagon %s', (pentagon) => {
    const [lat, lon] = cellToLatLng(pentagon);
    const area = { kind: 'circle', centre: { lat, lon }, radiusM: 8_000 } as const;
    const { keys } = serviceKeys(['plumbing'], area);
    const inside = gridDisk(cellAt(area.centre), 12).filter(
      (cell) => metres(cell, area.centre) <= area.radiusM,
    );
    expect(inside.length).toBeGreaterThan(100);
    expect(inside.filter((cell) => !matches(keys, 'plumbing', cell))).toEqual([]);
  });
});

describe('drawn cells', () => {
  const drawn = fc
    .array(fc.tuple(point, fc.integer({ min: 5, max: 8 })), { minLength: 1, maxLength: 12 })
    .map((places) => [
      ...new Set(places.map(([{ lat, lon }, resolution]) => latLngToCell(lat, lon, resolution))),
    ]);

  it('find every request in them, and have 200 keys at most', () => {
    fc.assert(
      fc.property(drawn, trades, (cells, named) => {
        const service = keysOf(named, { kind: 'cells', cells });
        if (!service) return;
        isBounded(service);
        for (const cell of cells) {
          const inside = cellToChildren(cell, publicResolution);
          for (const one of [inside[0], inside.at(-1)]) {
            for (const trade of named) expect(matches(service.keys, trade, one ?? '')).toBe(true);
          }
        }
      }),
    );
  });

  it('find none beside them where they are as fine as drawn', () => {
    const cell = cellAt({ lat: 52.1, lon: -1.5 });
    const { keys, resolution } = serviceKeys(['plumbing'], { kind: 'cells', cells: [cell] });
    expect([keys, resolution]).toEqual([[`plumbing/${cell}`], 8]);
    for (const near of gridDisk(cell, 1)) expect(matches(keys, 'plumbing', near)).toBe(near === cell);
  });

  it('are refused when even the coarsest are too many', () => {
    const wide = gridDisk(latLngToCell(52.1, -1.5, 5), 7);
    expect(wide).toHaveLength(169);
    expect(keysOf(['plumbing'], { kind: 'cells', cells: wide })?.keys).toHaveLength(169);
    expect(keysOf(['plumbing', 'heating'], { kind: 'cells', cells: wide })).toBeUndefined();
  });

  it('have to exist', () => {
    const cells = [cellAt({ lat: 52.1, lon: -1.5 }), '88fffffffffffff'];
    expect(() => serviceKeys(['plumbing'], { kind: 'cells', cells })).toThrow(AppError);
  });
});
