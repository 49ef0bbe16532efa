import { mostBookings } from '@pmp/contracts/calendar';
import type { Visit } from '@pmp/contracts/request-view';
import { AppError } from '../../kernel/app-error.ts';
import type { Request } from '../request/request.ports.ts';
import type { Booking } from './calendar.ports.ts';

interface Span {
  start: Date;
  end: Date;
}

/** Whether two times have any moment in common; one that begins as the other ends has none. */
export const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** The visit that a booking stands for; undefined once it was kept or given up, or the request is another contractor's. */
export const visitOf = (booking: Booking, request: Request, contractorId: string): Visit | undefined =>
  request.id === booking.requestId && request.award?.contractorId === contractorId
    ? request.visits.find(
        ({ state, start, end }) =>
          state === 'confirmed' &&
          start.getTime() === booking.start.getTime() &&
          end.getTime() === booking.end.getTime(),
      )
    : undefined;

/** Refuses one booking too many. */
export const requireRoom = (bookings: readonly Booking[]) => {
  if (bookings.length > mostBookings) {
    throw new AppError('conflict', 'The contractor has no room for another visit');
  }
};
