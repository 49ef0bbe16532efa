import { type Frequency, frequencyOf } from '@pmp/contracts/rrule';
import { RRuleTemporal } from 'rrule-temporal';

/** When a plan comes round: the days of its rule, at nine in the morning of its zone. */
export interface Schedule {
  rrule: string;
  zone: string;
  /** `YYYY-MM-DD` */
  startsOn: string;
  leadDays: number;
}

/** One day of a plan: when the work is due, and when its request is to be made. */
export interface Occurrence {
  dueAt: Date;
  makeAt: Date;
}

const dayMs = 86_400_000;
const yearMs = 366 * dayMs;
/** No zone is further from UTC; where days are read as UTC, this much more on each side finds all of them. */
const zoneSlack = 2 * dayMs;

/**
 * Whoever finds nothing this far ahead has run out. Enough for 29 February with any interval; a rule that never
 * matches (31 February) ends here too, after a few milliseconds.
 */
const horizonYears: Readonly<Record<Frequency, number>> = { DAILY: 10, WEEKLY: 10, MONTHLY: 10, YEARLY: 40 };

/** Most rules are found by a look at the near future alone. */
const firstLookMs = yearMs;

const compact = (date: string) => date.replaceAll('-', '');

/**
 * The occurrences due between two instants, both included, in order. The rule is unfolded as plain days, where no clock is
 * ever changed, and only then placed in the zone. A day that the zone does not have at nine is left out.
 */
const between = ({ rrule, zone, startsOn, leadDays }: Schedule, from: number, to: number): Occurrence[] => {
  const rule = rrule.replace(/UNTIL=(\d{8})/, 'UNTIL=$1T090000Z');
  const unfolded = new RRuleTemporal({
    rruleString: `DTSTART:${compact(startsOn)}T090000Z\nRRULE:${rule}`,
    cache: false,
  });
  const days = unfolded.between(new Date(from - zoneSlack), new Date(to + zoneSlack), true);
  return days.flatMap((day) => {
    const nine = day.toPlainDateTime();
    const due = nine.toZonedDateTime(zone);
    const dueAt = due.epochMilliseconds;
    if (dueAt < from || dueAt > to || !due.toPlainDateTime().equals(nine)) return [];
    const makeAt = nine.subtract({ days: leadDays }).toZonedDateTime(zone).epochMilliseconds;
    return [{ dueAt: new Date(dueAt), makeAt: new Date(makeAt) }];
  });
};

/** The first `most` occurrences due later than `after`; fewer when the rule runs out. */
export const occurrencesAfter = (schedule: Schedule, after: Date, most: number): Occurrence[] => {
  const frequency = frequencyOf(schedule.rrule);
  if (!frequency) return [];
  const start = Math.max(after.getTime() + 1, Date.parse(schedule.startsOn) - zoneSlack);
  const near = between(schedule, start, start + firstLookMs);
  if (near.length >= most) return near.slice(0, most);
  return between(schedule, start, start + horizonYears[frequency] * yearMs).slice(0, most);
};

/** Of the occurrences due from `from` on, the last whose request should have been made by `now`. */
export const newestToMake = (schedule: Schedule, from: Date, now: Date): Occurrence | undefined => {
  const latest = now.getTime() + schedule.leadDays * dayMs + zoneSlack;
  return between(schedule, from.getTime(), latest).findLast(({ makeAt }) => makeAt <= now);
};
