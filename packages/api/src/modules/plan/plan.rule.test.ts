import { frequencyOf, RecurrenceRule } from '@pmp/contracts/rrule';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestToMake, occurrencesAfter, type Schedule, sameDayIn } from './plan.rule.ts';

const aSchedule = (overrides: Partial<Schedule> = {}): Schedule => ({
  rrule: 'FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1',
  zone: 'Europe/Berlin',
  startsOn: '2026-01-01',
  leadDays: 0,
  ...overrides,
});

const instant = new Date('2026-03-01T09:00:00Z');
const dueOf = (schedule: Schedule, most: number, after = instant) =>
  occurrencesAfter(schedule, after, most).map(({ dueAt }) => dueAt.toISOString());

/** How `at` reads on a clock in `zone`, by the runtime's own formatter: `2026-10-01 09:00:00`. */
const onTheClock = (at: Date, zone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return format.format(at);
};

// Both hemispheres, a half-hour change (Lord Howe), a change by midnight (Santiago, Cairo), both ends of the world's day.
const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Antarctica/Troll',
] as const;

const anInterval = fc.integer({ min: 1, max: 9 });
const aWeekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const aRule = fc
  .oneof(
    fc.record({ n: anInterval }).map(({ n }) => `FREQ=DAILY;INTERVAL=${n}`),
    fc
      .record({ n: anInterval, days: fc.uniqueArray(aWeekday, { minLength: 1 }) })
      .map(({ n, days }) => `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${days.join()}`),
    fc
      .record({ n: anInterval, day: fc.constantFrom(1, 15, 28, 30, 31, -1) })
      .map(({ n, day }) => `FREQ=MONTHLY;INTERVAL=${n};BYMONTHDAY=${day}`),
    fc
      .record({ day: aWeekday, which: fc.constantFrom(1, 2, -1) })
      .map(({ day, which }) => `FREQ=MONTHLY;BYDAY=${which}${day}`),
    fc
      .record({ months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 }) })
      .map(({ months }) => `FREQ=YEARLY;BYMONTH=${months.join()};BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1`),
  )
  .chain((rule) => fc.constantFrom(rule, `${rule};COUNT=30`, `${rule};UNTIL=20290630`));
const aDate = (min: string, max: string) =>
  fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true });
const anySchedule = fc.record({
  rrule: aRule,
  zone: fc.constantFrom(...zones),
  startsOn: aDate('2024-01-01', '2028-12-31').map((at) => at.toISOString().slice(0, 10)),
  leadDays: fc.integer({ min: 0, max: 60 }),
});

describe('occurrencesAfter', () => {
  it('is nine in the morning before and after the clocks change', () => {
    expect(dueOf(aSchedule({ rrule: 'FREQ=MONTHLY;BYMONTHDAY=28' }), 3)).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-04-28T07:00:00.000Z',
      '2026-05-28T07:00:00.000Z',
    ]);
    const newYork = aSchedule({
      rrule: 'FREQ=YEARLY;BYMONTH=4,10',
      startsOn: '2026-01-15',
      zone: 'America/New_York',
    });
    expect(dueOf(newYork, 2)).toEqual(['2026-04-15T13:00:00.000Z', '2026-10-15T13:00:00.000Z']);
  });

  it('looks back over the change of clocks when it makes the request early', () => {
    const [first] = occurrencesAfter(
      aSchedule({ rrule: 'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=4', leadDays: 14 }),
      instant,
      1,
    );
    expect(first?.makeAt.toISOString()).toBe('2026-03-21T08:00:00.000Z');
    expect(first?.dueAt.toISOString()).toBe('2026-04-04T07:00:00.000Z');
  });

  it('takes the last day of UNTIL with it, on either side of the date line', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const schedule = aSchedule({ rrule: 'FREQ=DAILY;UNTIL=20260305', zone });
      const days = occurrencesAfter(schedule, instant, 20).map(({ dueAt }) => onTheClock(dueAt, zone));
      expect(days.at(-1)).toBe('2026-03-05 09:00:00');
    }
  });

  it('counts from the start, not from today', () => {
    const schedule = aSchedule({ rrule: 'FREQ=MONTHLY;BYMONTHDAY=5;COUNT=4' });
    expect(dueOf(schedule, 9)).toEqual(['2026-03-05T08:00:00.000Z', '2026-04-05T07:00:00.000Z']);
    expect(dueOf(schedule, 9, new Date('2026-04-05T07:00:00Z'))).toEqual([]);
  });

  it('finds a day that comes every few years, and none before the start', () => {
    const leap = aSchedule({
      rrule: 'FREQ=YEARLY;INTERVAL=10;BYMONTH=2;BYMONTHDAY=29',
      startsOn: '2028-01-01',
      zone: 'UTC',
    });
    expect(dueOf(leap, 2)).toEqual(['2028-02-29T09:00:00.000Z', '2048-02-29T09:00:00.000Z']);
    expect(dueOf(aSchedule({ rrule: 'FREQ=DAILY', startsOn: '2099-12-31', zone: 'UTC' }), 2)).toEqual([
      '2099-12-31T09:00:00.000Z',
      '2100-01-01T09:00:00.000Z',
    ]);
  });

  it('leaves a day out that the zone skipped', () => {
    const schedule = aSchedule({ rrule: 'FREQ=DAILY', zone: 'Pacific/Apia', startsOn: '2011-12-28' });
    const days = occurrencesAfter(schedule, new Date('2011-12-28T00:00:00Z'), 4);
    expect(days.map(({ dueAt }) => onTheClock(dueAt, 'Pacific/Apia').slice(0, 10))).toEqual([
      '2011-12-28',
      '2011-12-29',
      '2011-12-31',
      '2012-01-01',
    ]);
  });

  it('strictly increases, is always nine o’clock local, and each request comes so many local days before', () => {
    fc.assert(
      fc.property(anySchedule, aDate('2024-01-01', '2030-01-01'), (schedule, after) => {
        const found = occurrencesAfter(schedule, after, 12);
        let last = after.getTime();
        for (const { dueAt, makeAt } of found) {
          expect(dueAt.getTime()).toBeGreaterThan(last);
          last = dueAt.getTime();
          expect(onTheClock(dueAt, schedule.zone)).toMatch(/ 09:00:00$/);
          expect(onTheClock(makeAt, schedule.zone)).toMatch(/ 09:00:00$/);
          const day = (at: Date) => Date.parse(onTheClock(at, schedule.zone).slice(0, 10)) / 86_400_000;
          expect(day(dueAt) - day(makeAt)).toBe(schedule.leadDays);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('skips none and invents none, however it is read', () => {
    fc.assert(
      fc.property(anySchedule, aDate('2024-01-01', '2029-01-01'), (schedule, after) => {
        const atOnce = dueOf(schedule, 10, after);
        const oneByOne: string[] = [];
        for (let at = after; oneByOne.length < 10; ) {
          const [next] = occurrencesAfter(schedule, at, 1);
          if (!next) break;
          oneByOne.push(next.dueAt.toISOString());
          at = next.dueAt;
        }
        expect(oneByOne).toEqual(atOnce);
      }),
      { numRuns: 150 },
    );
  });

  it('is the same however many are asked for, where dates are years apart', () => {
    const schedule = aSchedule({
      rrule: 'FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=31',
      startsOn: '2024-01-01',
      zone: 'UTC',
    });
    const many = dueOf(schedule, 10, new Date('2026-05-31T09:00:00Z'));
    expect(many).toHaveLength(10);
    expect(many.at(-1)).toBe('2038-01-31T09:00:00.000Z');
    expect(dueOf(schedule, 1, new Date(many[8] ?? 0))).toEqual([many[9]]);
  });
});

describe('sameDayIn', () => {
  it('is nine o’clock of the same day, and of none that comes after it', () => {
    const aZone = fc.constantFrom(...zones);
    fc.assert(
      fc.property(aZone, aZone, aDate('2024-01-01', '2030-01-01'), (from, to, after) => {
        const daily = aSchedule({ rrule: 'FREQ=DAILY', startsOn: '2024-01-01', zone: from });
        const [due] = occurrencesAfter(daily, after, 1);
        if (!due) throw new Error('A day has no next one');
        const there = sameDayIn(due.dueAt, { from, to });
        expect(onTheClock(there, to)).toBe(`${due.day} 09:00:00`);
        expect(sameDayIn(there, { from: to, to: from })).toEqual(due.dueAt);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves nothing out after a day that the other zone skipped', () => {
    const dueAt = new Date('2011-12-30T09:00:00Z');
    const there = sameDayIn(dueAt, { from: 'UTC', to: 'Pacific/Apia' });
    const daily = aSchedule({ rrule: 'FREQ=DAILY', zone: 'Pacific/Apia', startsOn: '2011-12-28' });
    expect(occurrencesAfter(daily, there, 1)).toMatchObject([{ day: '2011-12-31' }]);
  });
});

describe('newestToMake', () => {
  it('is the last that should have been made, never one that is still to come', () => {
    fc.assert(
      fc.property(anySchedule, aDate('2024-01-01', '2026-01-01'), fc.nat(900), (schedule, after, days) => {
        const [first] = occurrencesAfter(schedule, after, 1);
        if (!first) return;
        const now = new Date(first.makeAt.getTime() + days * 86_400_000);
        const newest = newestToMake(schedule, first.dueAt, now);
        expect(newest && newest.makeAt <= now).toBe(true);
        const [next] = newest ? occurrencesAfter(schedule, newest.dueAt, 1) : [];
        if (next) expect(next.makeAt.getTime()).toBeGreaterThan(now.getTime());
      }),
      { numRuns: 150 },
    );
  });

  it('is none before the first is to be made', () => {
    const schedule = aSchedule({ leadDays: 10 });
    const from = new Date('2026-10-01T07:00:00Z');
    expect(newestToMake(schedule, from, new Date('2026-09-21T06:59:59Z'))).toBeUndefined();
    expect(newestToMake(schedule, from, new Date('2026-09-21T07:00:00Z'))?.dueAt).toEqual(from);
  });
});

describe('a hostile rule', () => {
  it.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;BYDAY=MO;BYSETPOS=-366',
    'FREQ=DAILY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=WEEKLY;BYMONTH=2;BYSETPOS=366',
    'FREQ=WEEKLY;INTERVAL=520;BYMONTH=2;BYDAY=MO;BYSETPOS=300',
    'FREQ=MONTHLY;INTERVAL=120;BYMONTHDAY=31;BYMONTH=2;COUNT=9999',
    'FREQ=YEARLY;BYDAY=53MO,-53TU,53WE;BYMONTH=6;BYSETPOS=366',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=9999',
    'FREQ=DAILY;UNTIL=20200101',
  ])('%s ends soon, and finds nothing', (rrule) => {
    expect(RecurrenceRule.safeParse(rrule).success).toBe(true);
    const before = performance.now();
    expect(occurrencesAfter(aSchedule({ rrule, startsOn: '2020-01-01' }), instant, 3)).toEqual([]);
    // A few milliseconds when the machine is idle.
    expect(performance.now() - before).toBeLessThan(1000);
  });

  it.each(['FREQ=DAILY;COUNT=9999', 'FREQ=YEARLY;INTERVAL=10;COUNT=9999', 'FREQ=DAILY;BYDAY=MO;COUNT=9999'])(
    '%s ends soon, long after its start',
    (rrule) => {
      const before = performance.now();
      expect(dueOf(aSchedule({ rrule, startsOn: '2020-01-01' }), 3)).toHaveLength(3);
      expect(performance.now() - before).toBeLessThan(1000);
    },
  );

  it('is not let in when it is no rule of ours', () => {
    expect(frequencyOf('FREQ=HOURLY')).toBeUndefined();
    expect(occurrencesAfter(aSchedule({ rrule: 'FREQ=HOURLY' }), instant, 3)).toEqual([]);
  });
});
