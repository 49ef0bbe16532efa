import * as z from 'zod/mini';
import { line } from './text.ts';

/** A point on the earth, WGS 84, in degrees. */
export const Point = z.strictObject({
  lon: z.number().check(z.gte(-180), z.lte(180)),
  lat: z.number().check(z.gte(-90), z.lte(90)),
});
export type Point = z.infer<typeof Point>;

/** A postal address. `country` is ISO 3166-1 alpha-2. */
export const Address = z.strictObject({
  line1: line(1, 120),
  line2: z.optional(line(1, 120)),
  city: line(1, 80),
  region: z.optional(line(1, 80)),
  postalCode: line(2, 16),
  country: z.optional(z.string().check(z.length(2), z.regex(/^[A-Z]{2}$/, 'must be two capital letters'))),
});
export type Address = z.infer<typeof Address>;

/** An address as it was stored: older records may not meet today's limits. */
export const StoredAddress = z.strictObject({
  line1: z.string(),
  line2: z.optional(z.string()),
  city: z.string(),
  region: z.optional(z.string()),
  postalCode: z.string(),
  country: z.optional(z.string()),
});

/** Where a point came from, best first: the person's device, or the centre of a street, postal code or city. */
export const pointPrecisions = ['device', 'street', 'postal_code', 'city'] as const;
export const PointPrecision = z.enum(pointPrecisions);
export type PointPrecision = z.infer<typeof PointPrecision>;

/**
 * Where a record is, as its owner sees it. `point` is exact; `cell` is the H3 cell (resolution 8, about 0.7 km²) that others may see.
 * All null when the address could not be found: officials then see the case under "place unknown".
 */
export const Place = z.strictObject({
  jurisdictionId: z.nullable(z.string()),
  point: z.nullable(Point),
  precision: z.nullable(PointPrecision),
  cell: z.nullable(z.string()),
});
export type Place = z.infer<typeof Place>;
