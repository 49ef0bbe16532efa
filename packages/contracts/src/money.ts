import * as z from 'zod/mini';

/** A currency by its ISO 4217 code: three capital letters. */
export const Currency = z
  .string()
  .check(z.length(3), z.regex(/^[A-Z]{3}$/, 'must be three capital letters, such as EUR'));
export type Currency = z.infer<typeof Currency>;
