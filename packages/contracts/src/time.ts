import * as z from 'zod/mini';

// Seconds and their fraction may be left out, the zone may not: a time without one is a time nobody knows.
const utcForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|\+00:00)$/;

// Date rolls over in silence what no calendar has: 30 February, hour 24.
const exists = (text: string) => {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text.slice(0, 16));
};

const wanted = 'must be a time in UTC, such as 2026-03-01T09:00:00Z';

// Nothing of ours happens before or after.
const earliest = new Date('2000-01-01T00:00:00.000Z');
const latest = new Date('2099-12-31T23:59:59.999Z');

/**
 * A time that somebody sends: a Date, which tRPC carries, or ISO 8601 text in UTC, which is what JSON has for it. Becomes a Date to
 * the millisecond, in the years 2000 to 2099. For inputs; what is answered is `z.date()`.
 */
export const Instant = z.pipe(
  z.pipe(
    z.union(
      [
        z.date(),
        z
          .string()
          .check(
            z.maxLength(32),
            z.regex(utcForm, { error: wanted, abort: true }),
            z.refine(exists, 'is on no calendar'),
          ),
      ],
      // Of what is missing the words for every field are said.
      { error: ({ input }) => (input === undefined || input === null ? undefined : wanted) },
    ),
    z.transform((value) => new Date(value)),
  ),
  z.date().check(z.gte(earliest), z.lte(latest)),
);
export type Instant = z.infer<typeof Instant>;
