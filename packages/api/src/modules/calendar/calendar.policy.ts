import { mostBookings } from '@pmp/contracts/calendar';
import type { RequestStatus } from '@pmp/contracts/lifecycle';
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

/** Work that goes on, or pauses. */
const underWay: readonly RequestStatus[] = ['in_progress', 'on_hold'];

/**
 * Whether somebody is still to be there, or is there. Work that begins keeps its visit at once: until it is done, a visit that was kept
 * may have begun, or even be ahead.
 */
const stands = ({ state }: Visit, { status }: Request) =>
  state === 'confirmed' || (state === 'kept' && underWay.includes(status));

/** The visit that a booking stands for; undefined once it was given up or its work is done, or the request is another contractor's. */
export const visitOf = (booking: Booking, request: Request, contractorId: string): Visit | undefined =>
  request.id === booking.requestId && request.award?.contractorId === contractorId
    ? request.visits.find(
        (visit) =>
          stands(visit, request) &&
          visit.start.getTime() === booking.start.getTime() &&
          visit.end.getTime() === booking.end.getTime(),
      )
    : undefined;

/** Refuses one booking too many. */
export const requireRoom = (bookings: readonly Booking[]) => {
  if (bookings.length > mostBookings) {
    throw new AppError('conflict', 'The contractor has no room for another visit');
  }
};
