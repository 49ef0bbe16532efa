import type { Calendars, ContractorCalendar } from '../../src/modules/calendar/calendar.ports.ts';
import type { Snapshots } from './fake-transact.ts';

export const fakeCalendars = (): Calendars & Snapshots => {
  let stored = new Map<string, ContractorCalendar>();
  const of = (contractorId: string) => stored.get(contractorId) ?? { version: 0, bookings: [] };
  return {
    read: async (contractorId) => structuredClone(of(contractorId)),
    book: async (contractorId, expectedVersion, bookings) => {
      if (of(contractorId).version !== expectedVersion) return false;
      stored.set(contractorId, structuredClone({ version: expectedVersion + 1, bookings }));
      return true;
    },
    snapshot: () => {
      const kept = structuredClone(stored);
      return () => {
        stored = kept;
      };
    },
  };
};
