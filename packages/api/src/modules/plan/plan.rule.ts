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
  /** The day in the zone, `YYYY-MM-DD`. */
  day: string;
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
 * The days of the rule about two instants, in order. The rule is unfolded as plain days, where no clock is ever changed;
 * `placed` puts each in the zone.
 */
const daysAbout = ({ rrule, startsOn }: Schedule, from: number, to: number) => {
  const rule = rrule.replace(/UNTIL=(\d{8})/, 'UNTIL=$1T090000Z');
  const unfolded = new RRuleTemporal({
    rruleString: `DTSTART:${compact(startsOn)}T090000Z\nRRULE:${rule}`,
    cache: false,
  });
  return unfolded.between(new Date(from - zoneSlack), new Date(to + zoneSlack), true);
};

type Day = ReturnType<typeof daysAbout>[number];

/** Nine o'clock of a day in the schedule's zone; undefined for a day on which the zone has no nine o'clock. */
const placed = (day: Day, { zone, leadDays }: Schedule): Occurrence | undefined => {
  const nine = day.toPlainDateTime();
  const due = nine.toZonedDateTime(zone);
  if (!due.toPlainDateTime().equals(nine)) return undefined;
  const make = nine.subtract({ days: leadDays }).toZonedDateTime(zone);
  return {
    day: nine.toPlainDate().toString(),
    dueAt: new Date(due.epochMilliseconds),
    makeAt: new Date(make.epochMilliseconds),
  };
};

/**
 * When the local day of a due instant is due in another zone. A day that the other zone skipped is taken for the one before: what comes
 * after it is still to come.
 */
export const sameDayIn = (dueAt: Date, { from, to }: { from: string; to: string }): Date => {
  // The library brings a Temporal of its own, and gives it away only with the dates that it unfolds.
  const start = compact(dueAt.toISOString().slice(0, 19)).replaceAll(':', '');
  const [at] = new RRuleTemporal({ rruleString: `DTSTART:${start}Z\nRRULE:FREQ=DAILY;COUNT=1` }).all();
  if (!at) return dueAt;
  const local = at.withTimeZone(from).toPlainDateTime();
  return new Date(local.toZonedDateTime(to, { disambiguation: 'earlier' }).epochMilliseconds);
};

/** The first `most` occurrences due later than `after`; fewer when the rule runs out. */
export const occurrencesAfter = (schedule: Schedule, after: Date, most: number): Occurrence[] => {
  const frequency = frequencyOf(schedule.rrule);
  if (!frequency) return [];
  const horizon = horizonYears[frequency] * yearMs;
  const found: Occurrence[] = [];
  let from = Math.max(after.getTime() + 1, Date.parse(schedule.startsOn) - zoneSlack);
  /** Placing a day costs more than finding it, so it is done one by one. False when there was none to place. */
  const look = (span: number) => {
    const before = found.length;
    for (const day of daysAbout(schedule, from, from + span)) {
      const occurrence = placed(day, schedule);
      if (!occurrence || occurrence.dueAt.getTime() < from) continue;
      found.push(occurrence);
      // The horizon is counted from each date anew: what is found does not depend on how many are asked for.
      from = occurrence.dueAt.getTime() + 1;
      if (found.length === most) break;
    }
    return found.length > before;
  };
  while (found.length < most) {
    if (!look(firstLookMs) && !look(horizon)) break;
  }
  return found;
};

/** Of the occurrences due from `from` on, the last whose request should have been made by `now`. */
export const newestToMake = (schedule: Schedule, from: Date, now: Date): Occurrence | undefined => {
  const latest = now.getTime() + schedule.leadDays * dayMs;
  for (const day of daysAbout(schedule, from.getTime(), latest).toReversed()) {
    const occurrence = placed(day, schedule);
    if (occurrence && occurrence.dueAt >= from && occurrence.makeAt <= now) return occurrence;
  }
  return undefined;
};
