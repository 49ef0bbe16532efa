import * as z from 'zod/mini';

const isTimeZone = (zone: string) => {
  try {
    return isWritten(zone, new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone);
  } catch {
    return false;
  }
};

// Areas by name: Etc/GMT+5 is an offset (and the other way round than it reads), US/Eastern is no area, europe/berlin is how no list of
// zones has it. Links such as Asia/Kolkata are what browsers send, and no Intl.supportedValuesOf names them.
const zoneForm =
  /^(?:UTC|Etc\/UTC|(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[A-Z][A-Za-z0-9_+/-]*)$/;

// The runtime takes a name in any case, and answers one in the case that it has.
const isWritten = (zone: string, known: string) =>
  known === zone || known.toLowerCase() !== zone.toLowerCase();

/** `UTC`, or an IANA time zone that this runtime knows by its area, as `Europe/Berlin`; an offset has no summer and is none. */
export const TimeZone = z
  .string()
  .check(
    z.minLength(3),
    z.maxLength(64),
    z.regex(zoneForm, 'must be a time zone such as Europe/Berlin'),
    z.refine(isTimeZone, 'must be a time zone such as Europe/Berlin'),
  );
export type TimeZone = z.infer<typeof TimeZone>;

/** True for a day that the Gregorian calendar has. */
export const isCalendarDate = (date: string) => {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
};

/** A day of the calendar without a time or a zone: `YYYY-MM-DD`, from 2020 to 2099. */
export const LocalDate = z
  .string()
  .check(
    z.length(10),
    z.regex(/^20[2-9][0-9]-[01][0-9]-[0-3][0-9]$/, 'must be a date such as 2026-10-01'),
    z.refine(isCalendarDate, 'must be a date such as 2026-10-01'),
  );
export type LocalDate = z.infer<typeof LocalDate>;
