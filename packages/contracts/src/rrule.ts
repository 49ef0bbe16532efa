import * as z from 'zod/mini';
import { isCalendarDate } from './local-time.ts';

/** How often a rule repeats, and the longest interval of each: about ten years, less for days. */
const longestInterval = { DAILY: 999, WEEKLY: 520, MONTHLY: 120, YEARLY: 10 } as const;
export type Frequency = keyof typeof longestInterval;

const number = /^[1-9][0-9]{0,3}$/;
const signed = /^[+-]?[1-9][0-9]{0,2}$/;
const weekday = /^([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)$/;

const isCount = (most: number) => (text: string) => number.test(text) && Number(text) <= most;
const areAll = (fits: (part: string) => boolean) => (text: string) => text.split(',').every(fits);
const within = (most: number) => (part: string) => signed.test(part) && Math.abs(Number(part)) <= most;
const isWeekday = (part: string) => {
  const [, ordinal] = weekday.exec(part) ?? [];
  return weekday.test(part) && Math.abs(Number(ordinal ?? 1)) <= 53;
};
const isUntil = (text: string) =>
  /^20[2-9][0-9]{5}$/.test(text) &&
  isCalendarDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);

/** Every part that a rule may have. No part names a time of day, so a rule has at most one occurrence a day. */
const parts: Readonly<Record<string, (text: string) => boolean>> = {
  FREQ: (text) => Object.hasOwn(longestInterval, text),
  INTERVAL: isCount(999),
  BYDAY: areAll(isWeekday),
  BYMONTHDAY: areAll(within(31)),
  BYMONTH: areAll(isCount(12)),
  BYSETPOS: areAll(within(366)),
  COUNT: isCount(9999),
  UNTIL: isUntil,
};

/** The parts of a rule by name; undefined where one is unknown, repeated or malformed. */
const partsOf = (rule: string): ReadonlyMap<string, string> | undefined => {
  const found = new Map<string, string>();
  for (const part of rule.split(';')) {
    const [name = '', value = '', ...more] = part.split('=');
    const fits = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (more.length > 0 || found.has(name) || !fits?.(value)) return undefined;
    found.set(name, value);
  }
  return found;
};

/** How often a rule repeats; undefined when it is none of ours. */
export const frequencyOf = (rule: string): Frequency | undefined => {
  const found = partsOf(rule)?.get('FREQ');
  return (Object.keys(longestInterval) as Frequency[]).find((frequency) => frequency === found);
};

/** What RFC 5545 asks of the parts together. */
const fitTogether = (found: ReadonlyMap<string, string>, frequency: Frequency) => {
  if (Number(found.get('INTERVAL') ?? 1) > longestInterval[frequency]) return false;
  if (found.has('COUNT') && found.has('UNTIL')) return false;
  if (found.has('BYMONTHDAY') && frequency === 'WEEKLY') return false;
  if (found.has('BYSETPOS') && !['BYDAY', 'BYMONTHDAY', 'BYMONTH'].some((by) => found.has(by))) return false;
  const counts = /[0-9]/.test(found.get('BYDAY') ?? '');
  return !counts || frequency === 'MONTHLY' || frequency === 'YEARLY';
};

const isRule = (rule: string) => {
  const found = partsOf(rule);
  const frequency = frequencyOf(rule);
  return found !== undefined && frequency !== undefined && fitTogether(found, frequency);
};

/**
 * On which days something comes round: the value of an RFC 5545 RRULE, such as `FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1`.
 * Of its parts FREQ (DAILY to YEARLY), INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and COUNT or UNTIL (a date) are known.
 */
export const RecurrenceRule = z
  .string()
  .check(
    z.minLength(10),
    z.maxLength(200),
    z.regex(/^([A-Z0-9=;,+-]+;)?FREQ=[A-Z0-9=;,+-]+$/, 'must be a rule such as FREQ=YEARLY;BYMONTH=10'),
    z.refine(isRule, 'must be a rule such as FREQ=YEARLY;BYMONTH=10'),
  );
export type RecurrenceRule = z.infer<typeof RecurrenceRule>;
