import type { ClientSession, Db, ObjectId } from 'mongodb';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import type { Booking, Calendars } from './calendar.ports.ts';

interface BookingDoc extends Omit<Booking, 'requestId'> {
  requestId: ObjectId;
}

/** `_id` is the contractor's own id. */
interface CalendarDoc {
  _id: ObjectId;
  schemaVersion: 1;
  version: number;
  /** At most 300. */
  bookings: BookingDoc[];
}

export const calendarCollection: CollectionSpec<CalendarDoc> = {
  name: 'contractorCalendars',
  indexes: [],
  shapes: [
    { name: 'byId', equal: ['_id'], index: '_id_' },
    { name: 'book', equal: ['_id', 'version'], index: '_id_' },
  ],
};

const toBookingDoc = ({ requestId, start, end }: Booking): BookingDoc => ({
  requestId: toObjectId(requestId),
  start,
  end,
});

const fromBookingDoc = ({ requestId, ...times }: BookingDoc): Booking => ({
  requestId: fromObjectId(requestId),
  ...times,
});

/** With a session, all of it happens in that session's transaction. */
export const mongoCalendars = (db: Db, session?: ClientSession): Calendars => {
  const calendars = open(db, calendarCollection);
  const inSession = session ? { session } : {};
  return {
    read: (contractorId) =>
      reach(async () => {
        const doc = await calendars.findOne({ _id: toObjectId(contractorId) }, inSession);
        return doc
          ? { version: doc.version, bookings: doc.bookings.map(fromBookingDoc) }
          : { version: 0, bookings: [] };
      }),

    book: (contractorId, expectedVersion, given) =>
      reach(async () => {
        const _id = toObjectId(contractorId);
        const bookings = given.map(toBookingDoc);
        if (expectedVersion === 0) {
          try {
            await calendars.insertOne({ _id, schemaVersion: 1, version: 1, bookings }, inSession);
            return true;
          } catch (error) {
            if (isDuplicateKey(error)) return false;
            throw error;
          }
        }
        const doc = await calendars.findOneAndUpdate(
          { _id, version: expectedVersion },
          { $set: { bookings }, $inc: { version: 1 } },
          { projection: { _id: 1 }, ...inSession },
        );
        return doc !== null;
      }),
  };
};
