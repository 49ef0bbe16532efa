import { describe } from 'vitest';
import { mongoCalendars } from '../../src/modules/calendar/calendar.mongo.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { calendarsContract } from './calendars.contract.ts';

describe('mongoCalendars', () => {
  const { db } = useTestDatabase('calendars');
  calendarsContract(() => mongoCalendars(db));
});
