import { describe, expect, it } from 'vitest';
import { GetCalendar } from './calendar.ts';

const from = new Date('2026-03-01T00:00:00Z');
const after = (ms: number) => new Date(from.getTime() + ms);
const days = (count: number) => count * 86_400_000;

describe('GetCalendar', () => {
  it('takes up to 62 days', () => {
    for (const ms of [1, days(1), days(62)]) {
      expect(GetCalendar.safeParse({ from, to: after(ms) }).success).toBe(true);
    }
  });

  it('refuses more, none, and backwards, and points at the end', () => {
    for (const ms of [days(62) + 1, 0, -1]) {
      const { error } = GetCalendar.safeParse({ from, to: after(ms) });
      expect(error?.issues.map(({ path }) => path)).toEqual([['to']]);
    }
  });

  it('names a time that is on no calendar, alone', () => {
    const { error } = GetCalendar.safeParse({ from: '2027-02-30T10:00:00Z', to: '2027-03-02T10:00:00Z' });
    expect(error?.issues.map(({ path }) => path)).toEqual([['from']]);
  });
});
