import { expect, it } from 'vitest';
import type { Booking, Calendars } from '../../src/modules/calendar/calendar.ports.ts';
import { hexId, later } from '../factories/unique.ts';

const aBooking = (minute: number): Booking => ({
  requestId: hexId(),
  start: later(60 * minute),
  end: later(60 * minute + 30),
});

/** What every implementation of `Calendars` must do. */
export const calendarsContract = (open: () => Calendars) => {
  const calendars = open();

  it('is at version 0, with nothing booked, for whoever has none', async () => {
    expect(await calendars.read(hexId())).toStrictEqual({ version: 0, bookings: [] });
  });

  it('replaces the bookings and counts the version', async () => {
    const contractorId = hexId();
    const first = [aBooking(1), aBooking(2)];
    expect(await calendars.book(contractorId, 0, first)).toBe(true);
    expect(await calendars.read(contractorId)).toStrictEqual({ version: 1, bookings: first });
    const second = [aBooking(3)];
    expect(await calendars.book(contractorId, 1, second)).toBe(true);
    expect(await calendars.read(contractorId)).toStrictEqual({ version: 2, bookings: second });
    expect(await calendars.read(hexId())).toStrictEqual({ version: 0, bookings: [] });
  });

  it('does nothing at a version that has passed, is not there yet, or of a calendar that is there already', async () => {
    const contractorId = hexId();
    expect(await calendars.book(contractorId, 1, [aBooking(1)])).toBe(false);
    expect(await calendars.read(contractorId)).toStrictEqual({ version: 0, bookings: [] });
    const bookings = [aBooking(1)];
    await calendars.book(contractorId, 0, bookings);
    for (const version of [0, 2]) {
      expect(await calendars.book(contractorId, version, [aBooking(2)])).toBe(false);
    }
    expect(await calendars.read(contractorId)).toStrictEqual({ version: 1, bookings });
  });

  it.each([0, 1])('lets one of twenty that saw version %i win', async (version) => {
    const contractorId = hexId();
    if (version === 1) await calendars.book(contractorId, 0, []);
    const tries = Array.from({ length: 20 }, (_, index) => [aBooking(index)]);
    const outcomes = await Promise.all(tries.map((one) => calendars.book(contractorId, version, one)));
    expect(outcomes.filter((won) => won)).toHaveLength(1);
    expect(await calendars.read(contractorId)).toStrictEqual({
      version: version + 1,
      bookings: tries[outcomes.indexOf(true)],
    });
  });

  it('hands out copies', async () => {
    const contractorId = hexId();
    const booking = aBooking(1);
    await calendars.book(contractorId, 0, [booking]);
    const read = await calendars.read(contractorId);
    for (const one of read.bookings) one.start = later(9_999);
    expect((await calendars.read(contractorId)).bookings).toStrictEqual([booking]);
  });
};
