import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfirmWindow, mostWindows, OfferWindows, Window } from './request-moves.ts';

const id = 'a'.repeat(24);
const hour = 3_600_000;
const day = 24 * hour;
const at = (ms: number) => new Date(Date.parse('2026-03-28T22:00:00Z') + ms);
const window = (start: number, end: number) => ({ start: at(start), end: at(end) });
const pathsOf = (result: { error?: { issues: { path: PropertyKey[] }[] } | undefined }) =>
  result.error?.issues.map(({ path }) => path.join('.'));
const offer = (windows: unknown, zone: unknown = 'Europe/Berlin') =>
  OfferWindows.safeParse({ id, zone, windows });

describe('Window', () => {
  it('ends after it starts, at most 14 days later', () => {
    for (const end of [1, hour, 14 * day]) expect(Window.safeParse(window(0, end)).success).toBe(true);
    for (const end of [0, -1, 14 * day + 1])
      expect(pathsOf(Window.safeParse(window(0, end)))).toEqual(['end']);
  });
});

describe('OfferWindows', () => {
  it('takes one to five, in order, each after the one before', () => {
    const inARow = Array.from({ length: mostWindows }, (_, index) =>
      window(index * hour, (index + 1) * hour),
    );
    for (let count = 1; count <= mostWindows; count += 1) {
      expect(offer(inARow.slice(0, count)).success).toBe(true);
    }
    expect(pathsOf(offer([]))).toEqual(['windows']);
    expect(pathsOf(offer([...inARow, window(9 * hour, 10 * hour)]))).toEqual(['windows']);
  });

  it('refuses what overlaps, what is out of order, and the same twice', () => {
    for (const windows of [
      [window(0, 2 * hour), window(2 * hour - 1, 3 * hour)],
      [window(2 * hour, 3 * hour), window(0, hour)],
      [window(0, hour), window(0, hour)],
      [window(0, 3 * hour), window(hour, 2 * hour)],
    ]) {
      expect(pathsOf(offer(windows))).toEqual(['windows']);
    }
  });

  it('names the window that is wrong', () => {
    expect(pathsOf(offer([window(0, hour), window(3 * hour, 2 * hour)]))).toEqual(['windows.1.end']);
    expect(pathsOf(offer([{ start: at(0) }]))).toEqual(['windows.0.end']);
    const never = '2027-02-30T10:00:00Z';
    expect(pathsOf(offer([{ start: never, end: at(0) }, window(0, hour)]))).toEqual(['windows.0.start']);
  });

  it('needs a zone that exists', () => {
    for (const zone of [
      undefined,
      '',
      'Berlin',
      'Europe/Atlantis',
      '+01:00',
      'Europe/Berlin\n',
      'x'.repeat(41),
    ]) {
      const paths = pathsOf(OfferWindows.safeParse({ id, zone, windows: [window(0, hour)] }));
      expect([...new Set(paths)]).toEqual(['zone']);
    }
  });

  /** Zones with summer time, north and south, of half hours and quarters, and one of 24 hours' jump. */
  const zones = [
    'Europe/Berlin',
    'Europe/London',
    'America/New_York',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Pacific/Apia',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'Etc/UTC',
  ];

  it('keeps times as they were sent, in any zone, also over a change of the clocks', () => {
    const changes = [
      '2026-03-29T01:00:00Z',
      '2026-10-25T01:00:00Z',
      '2026-11-01T06:00:00Z',
      '2026-04-04T15:00:00Z',
    ];
    const start = fc.oneof(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-01'), noInvalidDate: true }),
      fc
        .tuple(fc.constantFrom(...changes), fc.integer({ min: -3 * hour, max: 3 * hour }))
        .map(([change, ms]) => new Date(Date.parse(change) + ms)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        start,
        fc.integer({ min: 1, max: 14 * day }),
        (zone, from, ms) => {
          const sent = { start: from, end: new Date(from.getTime() + ms) };
          for (const given of [sent, JSON.parse(JSON.stringify(sent))]) {
            const parsed = OfferWindows.parse({ id, zone, windows: [given] });
            expect(parsed).toEqual({ id, zone, windows: [sent] });
          }
          expect(ConfirmWindow.parse({ id, start: JSON.parse(JSON.stringify(sent.start)) }).start).toEqual(
            sent.start,
          );
        },
      ),
    );
  });
});
