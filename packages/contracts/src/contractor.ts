import * as z from 'zod/mini';
import { CategoryCode } from './category.ts';
import { Id, IdempotencyKey, Version } from './id.ts';
import { Currency } from './money.ts';
import { page, pageFields } from './page.ts';
import { Point } from './place.ts';
import { line, paragraph } from './text.ts';
import { Instant } from './time.ts';

/** An H3 cell of resolution 5 (about 250 km²) to 8 (about 0.7 km²): 15 lower-case hexadecimal characters. */
const AreaCell = z
  .string()
  .check(z.length(15), z.regex(/^8[5-8][0-9a-f]{13}$/, 'must be an H3 cell of resolution 5 to 8'));

const distinct = <Item>(what: string) =>
  z.refine<Item[]>((items) => new Set(items).size === items.length, `names a ${what} twice`);

/** Where a contractor works: cells that they have drawn, or all that lies within `radiusM` metres of a point. */
export const ServiceArea = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cells'),
    cells: z.array(AreaCell).check(z.minLength(1), z.maxLength(200), distinct('cell')),
  }),
  z.strictObject({
    kind: z.literal('circle'),
    centre: Point,
    radiusM: z.int().check(z.gte(500), z.lte(60_000)),
  }),
]);
export type ServiceArea = z.infer<typeof ServiceArea>;

/** A permission to work in a trade. It counts until `validUntil` (UTC). */
export const Licence = z.strictObject({
  trade: CategoryCode,
  number: line(2, 40),
  issuer: line(2, 80),
  validUntil: Instant,
});
export type Licence = z.infer<typeof Licence>;

/** What the contractor is insured by, until `validUntil` (UTC). */
export const Insurance = z.strictObject({
  insurer: line(2, 80),
  policyNumber: line(2, 40),
  validUntil: Instant,
});
export type Insurance = z.infer<typeof Insurance>;

/**
 * Makes the contractor's profile, or replaces the whole of it. `version` is the one last seen: without it whatever is there is
 * replaced, and a first profile has none. An active contractor is found by homeowners and sees requests that are open to all.
 */
export const SaveProfile = z.strictObject({
  displayName: line(2, 80),
  about: paragraph(0, 600),
  /** The categories that they work in. */
  trades: z.array(CategoryCode).check(z.minLength(1), z.maxLength(12), distinct('trade')),
  serviceArea: ServiceArea,
  licences: z.array(Licence).check(z.maxLength(12)),
  insurance: z.nullable(Insurance),
  /** How many jobs they take on at a time. */
  capacity: z.int().check(z.gte(1), z.lte(50)),
  /** What their quotes are made out in unless they say otherwise: ISO 4217. */
  currency: Currency,
  active: z.boolean(),
  version: z.optional(Version),
  commandKey: z.optional(IdempotencyKey),
});
export type SaveProfile = z.infer<typeof SaveProfile>;

const average = z.nullable(z.number().check(z.gte(1), z.lte(5)));

/** What homeowners thought of finished jobs: averages of 1 (worst) to 5, null while nobody has said. */
export const Rating = z.strictObject({
  count: z.int().check(z.gte(0)),
  quality: average,
  time: average,
  price: average,
});
export type Rating = z.infer<typeof Rating>;

const StoredLicence = z.strictObject({
  trade: z.string(),
  number: z.string(),
  issuer: z.string(),
  validUntil: z.date(),
});

/** A profile as the contractor whose it is sees it. */
export const ContractorProfile = z.strictObject({
  /** The contractor's own id: a profile has no other. */
  id: Id,
  version: Version,
  displayName: z.string(),
  about: z.string(),
  trades: z.array(z.string()),
  serviceArea: ServiceArea,
  /** The H3 resolution in which requests are matched with the area: 8 is the finest, 5 the coarsest. */
  areaResolution: z.int().check(z.gte(5), z.lte(8)),
  licences: z.array(StoredLicence),
  insurance: z.nullable(
    z.strictObject({ insurer: z.string(), policyNumber: z.string(), validUntil: z.date() }),
  ),
  capacity: z.int(),
  currency: z.string(),
  active: z.boolean(),
  rating: Rating,
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type ContractorProfile = z.infer<typeof ContractorProfile>;

/** The contractor's own profile; null until there is one. */
export const OwnProfile = z.nullable(ContractorProfile);

/** A contractor as homeowners see them: no numbers of papers, nothing of where they are or how busy. */
export const PublicContractor = z.strictObject({
  id: Id,
  displayName: z.string(),
  about: z.string(),
  trades: z.array(z.string()),
  rating: Rating,
  /** `valid` is true until the licence ends. */
  licences: z.array(z.strictObject({ trade: z.string(), validUntil: z.date(), valid: z.boolean() })),
  /** True while an insurance is valid. */
  insured: z.boolean(),
});
export type PublicContractor = z.infer<typeof PublicContractor>;

export const PublicContractorPage = page(PublicContractor);

/**
 * The active contractors of one of the homeowner's own requests: those of its category in whose area it lies. Newest first.
 * Neither oneself nor who is suspended is among them, so that a page may be shorter than its limit while more follow.
 */
export const ListContractors = z.strictObject({ requestId: Id, ...pageFields });
export type ListContractors = z.infer<typeof ListContractors>;

export const GetContractor = z.strictObject({ id: Id });
export type GetContractor = z.infer<typeof GetContractor>;

/** Until when the contractor's licences for the category are valid, the longest of them; null without one. */
export const licensedUntil = (
  { licences }: { licences: readonly { trade: string; validUntil: Date }[] },
  category: string,
): Date | null =>
  licences.reduce<Date | null>(
    (latest, { trade, validUntil }) =>
      trade === category && (latest === null || validUntil > latest) ? validUntil : latest,
    null,
  );

/** True when one of the contractor's licences for the category is valid at that time. Only some categories ask for one. */
export const hasValidLicence = (
  { licences }: { licences: readonly { trade: string; validUntil: Date }[] },
  category: string,
  at: Date,
): boolean => licences.some(({ trade, validUntil }) => trade === category && validUntil > at);
