import { mostBookings } from '@pmp/contracts/calendar';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../kernel/app-error.ts';
import { overlap, requireRoom, visitOf } from './calendar.policy.ts';
import type { Booking, ContractorCalendar } from './calendar.ports.ts';

type Needs = Pick<Deps, 'calendars' | 'requests'>;

interface Asked {
  contractorId: string;
  booking: Booking;
  now: Date;
}

/**
 * The calendar of a contractor with one more booking, to be compared-and-set at the version that was read. Refuses what overlaps a visit
 * that still stands, without saying where or with whom that is. Whoever gives a visit up does not write the calendar: when a booking is
 * in the way, its request is asked, and one that no longer stands is dropped.
 */
export const withBooking = async (
  { calendars, requests }: Needs,
  { contractorId, booking, now }: Asked,
): Promise<ContractorCalendar> => {
  const { version, bookings } = await calendars.read(contractorId);
  const ahead = bookings.filter(({ requestId, end }) => end > now && requestId !== booking.requestId);
  const doubtful = ahead.length < mostBookings ? ahead.filter((one) => overlap(one, booking)) : ahead;
  const asked = doubtful.length > 0 ? await requests.many(doubtful.map(({ requestId }) => requestId)) : [];
  const standing = doubtful.filter((one) =>
    asked.some((request) => visitOf(one, request, contractorId) !== undefined),
  );
  if (standing.some((one) => overlap(one, booking))) {
    throw new AppError('conflict', 'The contractor is already booked then');
  }
  const kept = ahead.filter((one) => !doubtful.includes(one) || standing.includes(one));
  const booked = [...kept, booking];
  requireRoom(booked);
  return { version, bookings: booked };
};
