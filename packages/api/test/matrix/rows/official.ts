import { decision, officials, overseen } from '../expected.ts';
import type { Rows } from '../matrix.ts';
import type { Fixture } from '../plant.ts';

const reason = 'There is a good reason';

/** What officials do. */
export const officialRows: Rows<Fixture> = {
  'official.people.suspend': decision(({ suspendedId: personId }) => ({ personId, reason: 'Sends threats' })),
  'official.people.reinstate': decision(({ suspendedId: personId }) => ({ personId, reason: 'Apologised' })),

  'official.requests.list': { input: () => ({}), expected: officials },
  'official.requests.get': overseen((our) => ({ id: our.in.submitted })),
  'official.requests.timeline': overseen((our) => ({ id: our.in.submitted })),
  'official.requests.reject': overseen((our) => ({
    id: our.in.submitted,
    resolution: 'not_responsible',
    closingText: 'The water company sees to this.',
  })),
  'official.requests.merge': overseen((our) => ({ id: our.in.submitted, duplicateOfId: our.earlierId })),
  'official.requests.reopen': overseen((our) => ({ id: our.in.closed, reason })),
  'official.requests.reinstate': overseen((our) => ({ id: our.in.rejected, reason })),
  'official.requests.stopWork': overseen((our) => ({ id: our.in.in_progress, reason })),
  'official.requests.liftStopWork': overseen((our) => ({ id: our.stoppedId, reason })),
  'official.requests.setPriorityFloor': overseen((our) => ({ id: our.in.submitted, priorityFloor: 'high' })),
};
