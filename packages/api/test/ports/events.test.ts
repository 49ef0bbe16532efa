import { describe } from 'vitest';
import { fakeEvents } from '../fakes/fake-events.ts';
import { lookingInFakes } from '../fakes/fake-look.ts';
import { eventsContract } from './events.contract.ts';

describe('fakeEvents', () => {
  eventsContract(() => {
    const events = fakeEvents();
    return { events, look: lookingInFakes, outbox: async () => events.outbox() };
  });
});
