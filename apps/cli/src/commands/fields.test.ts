import { afterAll, beforeAll, expect, test } from 'vitest';
import { time, windows } from './fields.ts';

// A zone that is not UTC: what is read must not hang on it.
const zone = process.env['TZ'];
beforeAll(() => {
  process.env['TZ'] = 'America/New_York';
});
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const read = (given: string) => time('--at <time>', 'when').parse?.(given, undefined);

test.each([
  ['2026-03-01T09:00Z', '2026-03-01T09:00:00.000Z'],
  ['2026-03-01T09:00:30Z', '2026-03-01T09:00:30.000Z'],
  ['2026-03-01T09:00:30.25Z', '2026-03-01T09:00:30.250Z'],
  ['2026-03-01T00:30+01:00', '2026-02-28T23:30:00.000Z'],
  ['2028-02-29T23:30-05:00', '2028-03-01T04:30:00.000Z'],
])('%s is %s', (given, instant) => {
  expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(300);
  expect(read(given)).toBe(instant);
});

test.each([
  '2026-03-01T09:00',
  '2026-03-01T09:00:30',
  '2026-03-01',
  '2026-02-30T09:00Z',
  '2026-02-29T09:00+01:00',
  '2026-13-01T09:00Z',
  '2026-03-01T24:00Z',
  '2026-03-01T09:60Z',
  '2026-03-01T09:00:60Z',
  '2026-03-01T09:00+99:00',
  '2026-03-01T09:00+0100',
  '2026-03-01T09:00Zulu',
  '2026-03-01 09:00Z',
  'tomorrow',
])('%s is no time', (given) => {
  expect(() => read(given)).toThrow(
    'Give a time with its zone: 2026-03-01T09:00Z or 2026-03-01T10:00+01:00.',
  );
});

test('both ends of a window are times', () => {
  expect(windows.parse?.('2026-03-06T08:00Z/2026-03-06T12:00+01:00', undefined)).toEqual([
    { start: '2026-03-06T08:00:00.000Z', end: '2026-03-06T11:00:00.000Z' },
  ]);
  expect(() => windows.parse?.('2026-02-30T08:00Z/2026-03-06T11:00Z', undefined)).toThrow('Give two times');
});
