import type { Move, Mover } from '@pmp/contracts/lifecycle';
import type { RequestEventType } from '@pmp/contracts/request-event';
import { system } from '../../src/kernel/actor.ts';
import { confirmCompletion } from '../../src/modules/request/confirm-completion.ts';
import { releaseJob } from '../../src/modules/request/release-job.ts';
import { resumeJob } from '../../src/modules/request/resume-job.ts';
import type { Case } from './case.ts';

type Maker = (made: Case) => Promise<unknown>;

const reason = 'There is a good reason';
const money = { minor: 50_000, currency: 'EUR' };

const byHomeowner =
  (
    make: (requests: Case['callers']['homeowner']['homeowner']['requests'], made: Case) => Promise<unknown>,
  ): Maker =>
  (made) =>
    make(made.callers.homeowner.homeowner.requests, made);
const byContractor =
  (
    make: (jobs: Case['callers']['contractor']['contractor']['jobs'], made: Case) => Promise<unknown>,
  ): Maker =>
  (made) =>
    make(made.callers.contractor.contractor.jobs, made);
const byOfficial =
  (
    make: (requests: Case['callers']['official']['official']['requests'], made: Case) => Promise<unknown>,
  ): Maker =>
  (made) =>
    make(made.callers.official.official.requests, made);

const idOf = ({ request: { id } }: Case) => ({ id });
const because = (made: Case) => ({ ...idOf(made), reason });

/** How each move is made, by each who may: a move without a row does not compile, and a role too few or too many fails. */
export const makers: Record<Move, { event: RequestEventType; by: Partial<Record<Mover, Maker>> }> = {
  submit: { event: 'submitted', by: { homeowner: byHomeowner((our, made) => our.submit(idOf(made))) } },
  invite: {
    event: 'invited',
    by: { homeowner: byHomeowner((our, made) => our.invite({ ...idOf(made), publish: true })) },
  },
  award: {
    event: 'awarded',
    by: {
      homeowner: (made) =>
        made.callers.homeowner.homeowner.quotes.accept({
          ...idOf(made),
          quoteId: made.quoteId,
          revision: 1,
        }),
    },
  },
  offer: {
    event: 'offered',
    by: {
      homeowner: byHomeowner((our, made) =>
        our.offer({ ...idOf(made), contractorId: made.contractorId, spendCap: money }),
      ),
    },
  },
  release: {
    event: 'released',
    by: {
      homeowner: byHomeowner((our, made) => our.release(because(made))),
      contractor: byContractor((our, made) => our.release(because(made))),
      system: (made) => releaseJob(made.api.deps, system, because(made)),
    },
  },
  schedule: {
    event: 'scheduled',
    by: {
      homeowner: byHomeowner((our, made) => our.confirmWindow({ ...idOf(made), start: made.later(48) })),
      contractor: byContractor((our, made) => our.confirmWindow({ ...idOf(made), start: made.later(48) })),
    },
  },
  unschedule: {
    event: 'unscheduled',
    by: {
      homeowner: byHomeowner((our, made) => our.cancelVisit(because(made))),
      contractor: byContractor((our, made) => our.cancelVisit(because(made))),
    },
  },
  start: { event: 'started', by: { contractor: byContractor((our, made) => our.start(idOf(made))) } },
  hold: {
    event: 'held',
    by: {
      homeowner: byHomeowner((our, made) => our.hold({ ...idOf(made), holdReason: 'owner' })),
      contractor: byContractor((our, made) => our.hold({ ...idOf(made), holdReason: 'parts' })),
    },
  },
  resume: {
    event: 'resumed',
    by: {
      homeowner: byHomeowner((our, made) => our.resume(idOf(made))),
      contractor: byContractor((our, made) => our.resume(idOf(made))),
      system: (made) => resumeJob(made.api.deps, system, idOf(made)),
    },
  },
  stop_work: {
    event: 'work_stopped',
    by: { official: byOfficial((our, made) => our.stopWork(because(made))) },
  },
  lift_stop_work: {
    event: 'stop_work_lifted',
    by: { official: byOfficial((our, made) => our.liftStopWork(because(made))) },
  },
  complete: {
    event: 'completed',
    by: {
      contractor: byContractor((our, made) =>
        our.complete({
          ...idOf(made),
          note: 'All done',
          done: made.checklist,
          labourMinutes: 90,
          cost: money,
        }),
      ),
    },
  },
  confirm: {
    event: 'confirmed',
    by: {
      homeowner: byHomeowner((our, made) => our.confirm(idOf(made))),
      system: (made) => confirmCompletion(made.api.deps, system, idOf(made)),
    },
  },
  send_back: {
    event: 'sent_back',
    by: { homeowner: byHomeowner((our, made) => our.sendBack(because(made))) },
  },
  reopen: {
    event: 'reopened',
    by: {
      homeowner: byHomeowner((our, made) => our.reopen(because(made))),
      official: byOfficial((our, made) => our.reopen(because(made))),
    },
  },
  cancel: { event: 'cancelled', by: { homeowner: byHomeowner((our, made) => our.cancel(because(made))) } },
  reject: {
    event: 'rejected',
    by: {
      official: byOfficial((our, made) =>
        our.reject({ ...idOf(made), resolution: 'not_responsible', closingText: reason }),
      ),
    },
  },
  merge: {
    event: 'merged',
    by: {
      homeowner: byHomeowner((our, made) => our.merge({ ...idOf(made), duplicateOfId: made.earlierId })),
      official: byOfficial((our, made) => our.merge({ ...idOf(made), duplicateOfId: made.earlierId })),
    },
  },
  reinstate: {
    event: 'reinstated',
    by: { official: byOfficial((our, made) => our.reinstate(because(made))) },
  },
  restore: { event: 'restored', by: { homeowner: byHomeowner((our, made) => our.restore(because(made))) } },
};
