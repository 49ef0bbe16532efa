import { expect, test } from 'vitest';
import { dateLocaleOf, relativeTime } from './relative-time.ts';

const now = new Date('2026-05-20T12:00:00Z');

test.each([
  ['2026-05-20T12:00:00Z', 'just now'],
  ['2026-05-20T11:59:10Z', 'just now'],
  ['2026-05-20T11:59:00Z', '1 minute ago'],
  ['2026-05-20T11:01:00Z', '59 minutes ago'],
  ['2026-05-20T10:59:59Z', '1 hour ago'],
  ['2026-05-19T12:00:01Z', '23 hours ago'],
  ['2026-05-19T12:00:00Z', 'yesterday'],
  ['2026-05-10T12:00:00Z', '10 days ago'],
  ['2026-05-20T14:30:00Z', 'in 2 hours'],
])('%s reads as %s', (at, words) => {
  expect(relativeTime(new Date(at), now)).toBe(words);
});

test('what is older than four weeks is a date', () => {
  expect(relativeTime(new Date('2026-03-03T12:00:00Z'), now)).toMatch(/Mar/);
  expect(relativeTime(new Date('2026-03-03T12:00:00Z'), now)).toMatch(/2026/);
});

test.each([
  ['en-US@posix', 'en-US'],
  ['en-US', 'en-US'],
  ['en', 'en'],
  ['en-001', 'en-001'],
  ['en_US', 'en-GB'],
  ['en-US-u-xx-', 'en-GB'],
  ['de-AT', 'en-GB'],
  ['C', 'en-GB'],
  ['', 'en-GB'],
])('dates of a browser that calls its language "%s" are written as in %s', (language, locale) => {
  expect(dateLocaleOf(language)).toBe(locale);
  expect(new Intl.DateTimeFormat(locale).format(new Date('2026-03-03T12:00:00Z'))).toContain('2026');
});
