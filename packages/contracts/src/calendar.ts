import * as z from 'zod/mini';
import { Id } from './id.ts';
import { whenSound } from './sound.ts';
import { Instant } from './time.ts';

/** At most so many days of a calendar are read at a time. */
export const mostCalendarDays = 62;

/** A contractor has at most so many visits ahead of them. */
export const mostBookings = 300;

const dayMs = 86_400_000;

/** Which part of a calendar: what overlaps the time from `from` to before `to`. UTC, at most 62 days apart. */
export const GetCalendar = z.strictObject({ from: Instant, to: Instant }).check(
  z.refine(({ from, to }) => from < to, {
    ...whenSound,
    path: ['to'],
    error: 'must be after from',
  }),
  z.refine(({ from, to }) => to.getTime() - from.getTime() <= mostCalendarDays * dayMs, {
    ...whenSound,
    path: ['to'],
    error: `must be at most ${mostCalendarDays} days after from`,
  }),
);
export type GetCalendar = z.infer<typeof GetCalendar>;

/** A visit in a contractor's calendar. UTC, meant in the IANA `zone`. */
export const CalendarEntry = z.strictObject({
  requestId: Id,
  /** The request's `PM-` number. */
  number: z.string(),
  start: z.date(),
  end: z.date(),
  zone: z.string(),
});
export type CalendarEntry = z.infer<typeof CalendarEntry>;

/** The visits that a contractor has agreed to, earliest first. What is over may be gone from it. */
export const Calendar = z.array(CalendarEntry);
