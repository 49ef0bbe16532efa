import { describe } from 'vitest';
import { createIds } from '../../src/kernel/ids.ts';
import { mongoEvents } from '../../src/modules/event/event.mongo.ts';
import { mongoPlans } from '../../src/modules/plan/plan.mongo.ts';
import { mongoProperties } from '../../src/modules/property/property.mongo.ts';
import { mongoRequests } from '../../src/modules/request/request.mongo.ts';
import { newRecordId } from '../../src/mongo/object-id.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { createTestApi } from '../testing.ts';
import { dueRequestsContract } from './due-requests.contract.ts';

describe('requests of plans, in the database', () => {
  const { db } = useTestDatabase('due_requests');
  dueRequestsContract(() => ({
    ...createTestApi().deps,
    plans: mongoPlans(db),
    requests: mongoRequests(db),
    properties: mongoProperties(db),
    events: mongoEvents(db),
    ids: createIds(newRecordId),
  }));
});
