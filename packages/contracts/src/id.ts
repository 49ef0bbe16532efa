import * as z from 'zod/mini';

/** The id of any record: 24 lower-case hexadecimal characters (an ObjectId in the database, a string everywhere else). */
export const Id = z
  .string()
  .check(z.length(24), z.regex(/^[0-9a-f]{24}$/, 'must be 24 hexadecimal characters'));
export type Id = z.infer<typeof Id>;

/**
 * Makes a write safe to repeat: the sender picks it once per intention (a UUID does) and sends it again on every retry.
 * `clientKey` on a create, `commandKey` on every other mutation.
 */
export const IdempotencyKey = z
  .string()
  .check(
    z.minLength(8),
    z.maxLength(64),
    z.regex(/^[A-Za-z0-9_-]+$/, 'may hold letters, digits, "-" and "_"'),
  );
export type IdempotencyKey = z.infer<typeof IdempotencyKey>;

/** Counts the writes to a record, from 1. Sent back with an edit, so that nobody overwrites what they have not seen. */
export const Version = z.int().check(z.gte(1), z.lte(2_147_483_647));
