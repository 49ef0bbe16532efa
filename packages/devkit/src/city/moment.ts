/** In minutes before the day on which the city is filled began (UTC). Less than nothing lies after that. */
export type Moment = number;

const minutesADay = 24 * 60;
const minuteMs = 60_000;

/** `days` from the day on which the city is filled, at an hour of UTC: by default nine in the morning of the demo cities' winter. */
export const day = (days: number, hour = 15): Moment => -Math.round(days * minutesADay + hour * 60);

/** When that day began. */
export const dayOf = (now: Date): Date =>
  new Date(Math.floor(now.getTime() / (minutesADay * minuteMs)) * minutesADay * minuteMs);

export const dateOf = (from: Date, moment: Moment): Date => new Date(from.getTime() - moment * minuteMs);
