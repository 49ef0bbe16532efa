import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { hasValidLicence, ServiceArea } from './contractor.ts';

const until = new Date('2026-03-01T00:00:00.000Z');
const before = new Date(until.getTime() - 1);
const licences = [
  { trade: 'plumbing', validUntil: before },
  { trade: 'plumbing', validUntil: until },
  { trade: 'heating', validUntil: before },
];

describe('hasValidLicence', () => {
  it('wants one of the category that has not ended', () => {
    expect(hasValidLicence({ licences }, 'plumbing', before)).toBe(true);
    expect(hasValidLicence({ licences }, 'plumbing', until)).toBe(false);
    expect(hasValidLicence({ licences }, 'heating', before)).toBe(false);
    expect(hasValidLicence({ licences }, 'electrical', before)).toBe(false);
    expect(hasValidLicence({ licences: [] }, 'plumbing', before)).toBe(false);
  });
});

describe('ServiceArea', () => {
  const isArea = (value: unknown) => z.safeParse(ServiceArea, value).success;
  const cells = Array.from({ length: 201 }, (_, at) => `88${at.toString(16).padStart(6, '0')}fffffff`);
  const centre = { lon: -1.5, lat: 52.1 };

  it('is 1 to 200 cells of resolution 5 to 8, each once', () => {
    expect(isArea({ kind: 'cells', cells: cells.slice(0, 200) })).toBe(true);
    expect(isArea({ kind: 'cells', cells: ['851f1d4bfffffff'] })).toBe(true);
    for (const wrong of [
      [],
      cells,
      ['88', '88'].map((start) => `${start}1f1d48b1fffff`),
      ['891f1d48b1fffff'],
      ['841f1d5ffffffff'],
      ['881F1D48B1FFFFF'],
      ['881f1d48b1ffff'],
      [{ $ne: null }],
    ]) {
      expect(isArea({ kind: 'cells', cells: wrong })).toBe(false);
    }
  });

  it('or a circle of 500 m to 60 km, and nothing of both', () => {
    for (const radiusM of [500, 60_000]) expect(isArea({ kind: 'circle', centre, radiusM })).toBe(true);
    for (const radiusM of [499, 60_001, 1000.5, '1000']) {
      expect(isArea({ kind: 'circle', centre, radiusM })).toBe(false);
    }
    expect(isArea({ kind: 'circle', centre, radiusM: 1000, cells: ['851f1d4bfffffff'] })).toBe(false);
    expect(isArea({ kind: 'square', centre, radiusM: 1000 })).toBe(false);
    expect(isArea({ centre, radiusM: 1000 })).toBe(false);
  });
});
