import { describe } from 'vitest';
import { fakeCalendars } from '../fakes/fake-calendars.ts';
import { calendarsContract } from './calendars.contract.ts';

describe('fakeCalendars', () => calendarsContract(fakeCalendars));
