import { aProfile } from '../../factories/contractor.ts';
import { contractors, job } from '../expected.ts';
import type { Rows } from '../matrix.ts';
import type { Fixture } from '../plant.ts';

const reason = 'There is a good reason';
const licence = { trade: 'plumbing', number: 'PL-2210', issuer: 'City', validUntil: new Date('2099-01-01') };
const money = { minor: 50_000, currency: 'EUR' };

/** What contractors do. */
export const contractorRows: Rows<Fixture> = {
  'contractor.profile.get': { input: () => undefined, expected: contractors },
  // Valid under the real clock too: the same contractor is offered a job.
  'contractor.profile.save': { input: () => aProfile({ licences: [licence] }), expected: contractors },

  'contractor.jobs.board': { input: () => ({}), expected: contractors },
  'contractor.jobs.invitations': { input: () => ({}), expected: contractors },
  'contractor.jobs.getOpen': job((our) => ({ id: our.in.quoting })),
  'contractor.jobs.list': { input: () => ({}), expected: contractors },
  'contractor.jobs.get': job((our) => ({ id: our.in.assigned })),
  'contractor.jobs.timeline': job((our) => ({ id: our.in.assigned })),
  'contractor.jobs.acceptOffer': job((our) => ({ id: our.offeredId })),
  'contractor.jobs.release': job((our) => ({ id: our.in.assigned, reason })),
  'contractor.jobs.start': job((our) => ({ id: our.in.assigned })),
  'contractor.jobs.hold': job((our) => ({ id: our.in.in_progress, holdReason: 'parts' })),
  'contractor.jobs.resume': job((our) => ({ id: our.in.on_hold })),
  'contractor.jobs.complete': job((our) => ({
    id: our.in.in_progress,
    note: 'All done',
    done: ['no-leaks', 'drains-run', 'valves-work', 'dry-and-clean'],
    labourMinutes: 90,
    cost: money,
  })),
};
