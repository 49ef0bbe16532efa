import * as z from 'zod/mini';

const isZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** An IANA time zone, `Europe/Berlin`: in which times are meant and shown. They are stored in UTC. */
export const TimeZone = z
  .string()
  .check(
    z.maxLength(40),
    z.regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/, { error: 'must be an IANA time zone', abort: true }),
    z.refine(isZone, 'is not a time zone here'),
  );
export type TimeZone = z.infer<typeof TimeZone>;
