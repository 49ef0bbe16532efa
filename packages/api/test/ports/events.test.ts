import { describe } from 'vitest';
import { fakeEvents } from '../fakes/fake-events.ts';
import { eventsContract } from './events.contract.ts';

describe('fakeEvents', () => {
  eventsContract(() => {
    const events = fakeEvents();
    return { events, outbox: async () => events.outbox() };
  });
});
