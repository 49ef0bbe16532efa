import type { CalendarEntry, GetCalendar } from '@pmp/contracts/calendar';
import type { Deps } from '../../deps.ts';
import type { Contractor } from '../../kernel/actor.ts';
import { overlap, visitOf } from './calendar.policy.ts';

type Needs = Pick<Deps, 'calendars' | 'requests'>;

/** The contractor's own visits within a time, earliest first; of what was booked only what still stands. */
export const getCalendar = async (
  { calendars, requests }: Needs,
  { id: contractorId }: Contractor,
  { from, to }: GetCalendar,
): Promise<CalendarEntry[]> => {
  const { bookings } = await calendars.read(contractorId);
  const within = bookings
    .filter((one) => overlap(one, { start: from, end: to }))
    .toSorted((a, b) => a.start.getTime() - b.start.getTime());
  if (within.length === 0) return [];
  const found = await requests.many(within.map(({ requestId }) => requestId));
  const byId = new Map(found.map((request) => [request.id, request]));
  return within.flatMap((booking) => {
    const request = byId.get(booking.requestId);
    const visit = request && visitOf(booking, request, contractorId);
    if (!visit) return [];
    const { requestId, start, end } = booking;
    return [{ requestId, number: request.number, start, end, zone: visit.zone }];
  });
};
