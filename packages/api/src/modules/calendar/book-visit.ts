import { mostBookings } from '@pmp/contracts/calendar';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Request } from '../request/request.ports.ts';
import { overlap, requireRoom, visitOf } from './calendar.policy.ts';
import type { Booking, ContractorCalendar } from './calendar.ports.ts';

type Needs = Pick<Deps, 'calendars' | 'requests'>;

interface Asked {
  contractorId: string;
  booking: Booking;
  /** That of the booking, with the visits that it has besides. */
  request: Request;
  now: Date;
}

/**
 * The calendar of a contractor with one more booking, to be compared-and-set at the version that was read. Refuses what overlaps a visit
 * that still stands, without saying where or with whom that is. Whoever gives a visit up does not write the calendar: when a booking is
 * in the way, its request is asked, and one that no longer stands is dropped. Those of the same request are in nobody's way.
 */
export const withBooking = async (
  { calendars, requests }: Needs,
  { contractorId, booking, request, now }: Asked,
): Promise<ContractorCalendar> => {
  const { version, bookings } = await calendars.read(contractorId);
  const notOver = bookings.filter(({ end }) => end > now);
  const own = notOver.filter((one) => visitOf(one, request, contractorId) !== undefined);
  const ahead = notOver.filter(({ requestId }) => requestId !== request.id);
  const hasRoom = own.length + ahead.length < mostBookings;
  const doubtful = hasRoom ? ahead.filter((one) => overlap(one, booking)) : ahead;
  const asked = doubtful.length > 0 ? await requests.many(doubtful.map(({ requestId }) => requestId)) : [];
  const standing = doubtful.filter((one) =>
    asked.some((other) => visitOf(one, other, contractorId) !== undefined),
  );
  if (standing.some((one) => overlap(one, booking))) {
    throw new AppError('conflict', 'The contractor is already booked then');
  }
  const kept = ahead.filter((one) => !doubtful.includes(one) || standing.includes(one));
  const booked = [...own, ...kept, booking];
  requireRoom(booked);
  return { version, bookings: booked };
};
