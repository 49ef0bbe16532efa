import {
  CompleteJob,
  ConfirmWindow,
  HoldJob,
  OfferWindows,
  ReasonedCommand,
  ReleaseJob,
  RequestCommand,
} from '@pmp/contracts/request-moves';
import { ReleasedJob } from '@pmp/contracts/request-view';
import { type Operation, operation } from '../operation.ts';
import { command } from '../operation-makers.ts';
import { id } from '../samples/common.ts';
import * as sample from '../samples/moves.ts';
import { jobReply } from './contractor-jobs.ts';

const job = '/contractor/jobs/{id}';
const bare = { schema: RequestCommand, name: 'RequestCommand', example: sample.bare };

/** A command of the contractor on one job: it answers with the job as it now is. */
const move = { ...command, tag: 'contractor', reply: jobReply };

/** What contractors do with their jobs. */
export const contractorMoveOperations: readonly Operation[] = [
  operation({
    ...move,
    path: `${job}/accept-offer`,
    name: 'accept_offer',
    summary: 'Take a job that was offered to you without a quote',
    procedure: 'contractor.jobs.acceptOffer',
    body: bare,
  }),
  operation({
    ...move,
    path: `${job}/release`,
    name: 'give_job_back',
    summary: 'Step back from a job; the homeowner chooses again',
    procedure: 'contractor.jobs.release',
    body: { schema: ReleaseJob, name: 'JobRelease', example: sample.release },
    reply: { schema: ReleasedJob, name: 'ReleasedJobOut', example: { id } },
  }),
  operation({
    ...move,
    path: `${job}/offer-windows`,
    name: 'offer_job_windows',
    summary: 'Say when you can come, in place of what you said before',
    procedure: 'contractor.jobs.offerWindows',
    body: { schema: OfferWindows, name: 'WindowsOffered', example: sample.windows },
  }),
  operation({
    ...move,
    path: `${job}/confirm-window`,
    name: 'confirm_job_window',
    summary: 'Agree to one of the windows that the homeowner has offered, by its start',
    procedure: 'contractor.jobs.confirmWindow',
    body: { schema: ConfirmWindow, name: 'WindowConfirmed', example: sample.confirmedWindow },
  }),
  operation({
    ...move,
    path: `${job}/cancel-visit`,
    name: 'cancel_job_visit',
    summary: 'Call the visit off',
    procedure: 'contractor.jobs.cancelVisit',
    body: { schema: ReasonedCommand, name: 'VisitCancelled', example: sample.cancelledVisit },
  }),
  operation({
    ...move,
    path: `${job}/start`,
    name: 'start_job',
    summary: 'Begin the work',
    procedure: 'contractor.jobs.start',
    body: bare,
  }),
  operation({
    ...move,
    path: `${job}/hold`,
    name: 'hold_job',
    summary: 'Pause the work',
    procedure: 'contractor.jobs.hold',
    body: { schema: HoldJob, name: 'JobHold', example: sample.hold },
  }),
  operation({
    ...move,
    path: `${job}/resume`,
    name: 'resume_job',
    summary: 'Go on with the work',
    procedure: 'contractor.jobs.resume',
    body: bare,
  }),
  operation({
    ...move,
    path: `${job}/complete`,
    name: 'complete_job',
    summary: 'Say that the work is done',
    procedure: 'contractor.jobs.complete',
    body: { schema: CompleteJob, name: 'JobCompletion', example: sample.completion },
  }),
];
