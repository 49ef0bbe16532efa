import * as z from 'zod/mini';

/** What the runtime knows: the codes in use, as ISO 4217 lists them. Neither test codes nor metals. */
const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** An ISO 4217 currency code: `EUR`, `USD`. */
export const Currency = z.string().check(
  z.length(3),
  z.regex(/^[A-Z]{3}$/, 'must be three capital letters of ISO 4217'),
  // A schema for others can't say this; the pattern above stays in it.
  z.refine((code) => known.has(code), 'is not a currency of ISO 4217'),
);
export type Currency = z.infer<typeof Currency>;

/** The most that one amount may be, in minor units: ten thousand million of a currency with cents. */
export const mostMinor = 1_000_000_000_000;

/** An amount in the currency's minor units (cents, pence, yen), never a fraction. */
export const Money = z.strictObject({
  minor: z.int().check(z.gte(0), z.lte(mostMinor)),
  currency: Currency,
});
export type Money = z.infer<typeof Money>;
