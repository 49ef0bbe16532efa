import { describe } from 'vitest';
import { mongoEvents, outboxCollection } from '../../src/modules/event/event.mongo.ts';
import { open } from '../../src/mongo/collection.ts';
import { fromObjectId } from '../../src/mongo/object-id.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { eventsContract } from './events.contract.ts';

describe('mongoEvents', () => {
  const { db } = useTestDatabase('events');
  eventsContract(() => ({
    events: mongoEvents(db),
    look: lookingIn(db),
    outbox: async () => {
      const docs = await open(db, outboxCollection).find().toArray();
      return docs.map(({ subject, seq, to, kind }) => ({
        subjectId: fromObjectId(subject),
        seq,
        to: fromObjectId(to),
        kind,
      }));
    },
  }));
});
