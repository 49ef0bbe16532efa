import { contractors, job, record } from '../expected.ts';
import type { Rows } from '../matrix.ts';
import type { Fixture } from '../plant.ts';

const dayMs = 86_400_000;
const reason = 'The child is ill';

const anOffer = ({ in: { assigned: id }, now }: Fixture) => ({
  id,
  zone: 'Europe/Berlin',
  windows: [{ start: new Date(now.getTime() + dayMs), end: new Date(now.getTime() + 2 * dayMs) }],
});

/** Windows, visits and the contractor's calendar. */
export const visitRows: Rows<Fixture> = {
  'homeowner.requests.offerWindows': record(anOffer),
  'homeowner.requests.confirmWindow': record((our) => ({
    id: our.offeredByContractorId,
    start: our.windowStart,
  })),
  'homeowner.requests.cancelVisit': record((our) => ({ id: our.in.scheduled, reason })),

  'contractor.jobs.calendar': {
    input: ({ now }) => ({ from: now, to: new Date(now.getTime() + 7 * dayMs) }),
    expected: contractors,
  },
  'contractor.jobs.offerWindows': job(anOffer),
  'contractor.jobs.confirmWindow': job((our) => ({ id: our.offeredByHomeownerId, start: our.windowStart })),
  'contractor.jobs.cancelVisit': job((our) => ({ id: our.in.scheduled, reason })),
};
