import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalDate, TimeZone } from './local-time.ts';
import { RecurrenceRule } from './rrule.ts';

const takes = (rule: string) => RecurrenceRule.safeParse(rule).success;

describe('RecurrenceRule', () => {
  it.each([
    'FREQ=DAILY',
    'INTERVAL=2;FREQ=WEEKLY;BYDAY=MO,TH',
    'FREQ=MONTHLY;BYDAY=-1FR,2MO',
    'FREQ=MONTHLY;BYMONTHDAY=-1,15;COUNT=12',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=YEARLY;BYMONTH=4,10;BYMONTHDAY=1;UNTIL=20301231',
    'FREQ=YEARLY;INTERVAL=10;BYDAY=53MO',
  ])('takes %s', (rule) => {
    expect(takes(rule)).toBe(true);
  });

  it.each([
    ['no frequency', 'INTERVAL=2;BYDAY=MO'],
    ['several a day', 'FREQ=HOURLY'],
    ['a time of day', 'FREQ=DAILY;BYHOUR=9,17'],
    ['an inherited name', 'FREQ=DAILY;constructor=1'],
    ['a part twice', 'FREQ=DAILY;INTERVAL=2;INTERVAL=3'],
    ['a frequency twice', 'FREQ=DAILY;FREQ=WEEKLY'],
    ['an empty part', 'FREQ=DAILY;'],
    ['two values', 'FREQ=DAILY;COUNT=2=3'],
    ['an interval of none', 'FREQ=DAILY;INTERVAL=0'],
    ['an interval that never comes', 'FREQ=YEARLY;INTERVAL=11'],
    ['a huge interval', 'FREQ=DAILY;INTERVAL=1000'],
    ['a huge count', 'FREQ=DAILY;COUNT=10000'],
    ['a count and an end', 'FREQ=DAILY;COUNT=2;UNTIL=20301231'],
    ['an end with a time', 'FREQ=DAILY;UNTIL=20301231T000000Z'],
    ['an end that is no day', 'FREQ=DAILY;UNTIL=20300231'],
    ['month 13', 'FREQ=YEARLY;BYMONTH=13'],
    ['a negative month', 'FREQ=YEARLY;BYMONTH=-1'],
    ['day 32', 'FREQ=MONTHLY;BYMONTHDAY=32'],
    ['day 0', 'FREQ=MONTHLY;BYMONTHDAY=0'],
    ['a day of the month each week', 'FREQ=WEEKLY;BYMONTHDAY=1'],
    ['a second Monday of a week', 'FREQ=WEEKLY;BYDAY=2MO'],
    ['the 54th Monday', 'FREQ=YEARLY;BYDAY=54MO'],
    ['a position among nothing', 'FREQ=MONTHLY;BYSETPOS=1'],
    ['lower case', 'freq=daily'],
    ['another line', 'FREQ=DAILY\nDTSTART:20200101'],
    ['the name of the property', 'RRULE:FREQ=DAILY'],
  ])('refuses %s', (_, rule) => {
    expect(takes(rule)).toBe(false);
  });

  it('is decided for any text without throwing', () => {
    const parts = fc.constantFrom(
      'FREQ',
      'DAILY',
      'COUNT',
      'BYDAY',
      'MO',
      '=',
      ';',
      ',',
      '-1',
      '9',
      '__proto__',
    );
    const texts = fc.oneof(
      fc.string({ maxLength: 250 }),
      fc.array(parts).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(typeof takes(text)).toBe('boolean');
      }),
      { numRuns: 500 },
    );
    expect(takes(`FREQ=DAILY;BYMONTH=${Array(100).fill('1').join()}`)).toBe(false);
  });
});

describe('TimeZone', () => {
  it.each([
    'UTC',
    'Etc/UTC',
    'Europe/Berlin',
    'America/Argentina/Buenos_Aires',
    'America/Argentina/ComodRivadavia',
    'America/Port-au-Prince',
    // Links, by one name or the other in each browser.
    'Asia/Kolkata',
    'Asia/Calcutta',
    'Europe/Kyiv',
    'Europe/Kiev',
  ])('takes %s', (zone) => {
    expect(TimeZone.safeParse(zone).success).toBe(true);
  });

  it('takes every zone that the runtime lists', () => {
    const refused = Intl.supportedValuesOf('timeZone').filter((zone) => !TimeZone.safeParse(zone).success);
    expect(refused).toEqual([]);
  });

  it.each([
    '',
    '+01:00',
    'EST',
    'Etc/GMT+5',
    'europe/berlin',
    'EUROPE/BERLIN',
    'Europe/BERLIN',
    'US/Eastern',
    'Europe/Atlantis',
    'Berlin',
    '../etc/passwd',
    'Europe/Berlin ',
  ])('refuses %j', (zone) => {
    expect(TimeZone.safeParse(zone).success).toBe(false);
  });
});

describe('LocalDate', () => {
  it('takes days that there are', () => {
    expect(LocalDate.safeParse('2028-02-29').success).toBe(true);
    for (const date of [
      '2027-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2019-12-31',
      '2026-1-1',
      'today',
    ]) {
      expect(LocalDate.safeParse(date).success).toBe(false);
    }
  });
});
