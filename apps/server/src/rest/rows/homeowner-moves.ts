import {
  CancelRequest,
  ConfirmWindow,
  HoldJob,
  InviteContractors,
  MergeRequest,
  OfferJob,
  OfferWindows,
  RateJob,
  ReasonedCommand,
  ReleaseJob,
  RequestCommand,
} from '@pmp/contracts/request-moves';
import type { HomeownerRequest } from '@pmp/contracts/request-view';
import { type Operation, operation } from '../operation.ts';
import { command } from '../operation-makers.ts';
import * as sample from '../samples/moves.ts';
import { requestReply, toOut } from './maintenance-request-out.ts';

const request = '/homeowner/requests/{id}';
const bare = { schema: RequestCommand, name: 'RequestCommand', example: sample.bare };

/** A command of the homeowner on one request: it answers with the request as it now is. */
const move = {
  ...command,
  tag: 'homeowner',
  reply: requestReply,
  toReply: (changed: HomeownerRequest) => ({ body: toOut(changed) }),
} as const;

/** What homeowners do with a request of theirs. */
export const homeownerMoveOperations: readonly Operation[] = [
  operation({
    ...move,
    path: `${request}/submit`,
    name: 'submit_request',
    summary: 'Hand a draft in',
    procedure: 'homeowner.requests.submit',
    body: bare,
  }),
  operation({
    ...move,
    path: `${request}/invite`,
    name: 'invite_contractors',
    summary: 'Ask contractors for quotes: those you name, everybody whose trade and area fit, or both',
    procedure: 'homeowner.requests.invite',
    body: { schema: InviteContractors, name: 'RequestInvitation', example: sample.invitation },
  }),
  operation({
    ...move,
    path: `${request}/offer`,
    name: 'offer_job',
    summary: 'Offer the job to one contractor without a quote, up to an amount',
    procedure: 'homeowner.requests.offer',
    body: { schema: OfferJob, name: 'JobOffer', example: sample.offer },
  }),
  operation({
    ...move,
    path: `${request}/release`,
    name: 'release_contractor',
    summary: 'Dismiss the contractor, and choose again',
    procedure: 'homeowner.requests.release',
    body: { schema: ReleaseJob, name: 'JobRelease', example: sample.release },
  }),
  operation({
    ...move,
    path: `${request}/offer-windows`,
    name: 'offer_windows',
    summary: 'Say when you can be there, in place of what you said before',
    procedure: 'homeowner.requests.offerWindows',
    body: { schema: OfferWindows, name: 'WindowsOffered', example: sample.windows },
  }),
  operation({
    ...move,
    path: `${request}/confirm-window`,
    name: 'confirm_window',
    summary: 'Agree to one of the windows that the contractor has offered, by its start',
    procedure: 'homeowner.requests.confirmWindow',
    body: { schema: ConfirmWindow, name: 'WindowConfirmed', example: sample.confirmedWindow },
  }),
  operation({
    ...move,
    path: `${request}/cancel-visit`,
    name: 'cancel_visit',
    summary: 'Call the visit off',
    procedure: 'homeowner.requests.cancelVisit',
    body: { schema: ReasonedCommand, name: 'VisitCancelled', example: sample.cancelledVisit },
  }),
  operation({
    ...move,
    path: `${request}/hold`,
    name: 'hold_request',
    summary: 'Pause the work',
    procedure: 'homeowner.requests.hold',
    body: { schema: HoldJob, name: 'JobHold', example: sample.hold },
  }),
  operation({
    ...move,
    path: `${request}/resume`,
    name: 'resume_request',
    summary: 'Let the work go on',
    procedure: 'homeowner.requests.resume',
    body: bare,
  }),
  operation({
    ...move,
    path: `${request}/confirm`,
    name: 'confirm_completion',
    summary: 'Confirm that the work is done',
    procedure: 'homeowner.requests.confirm',
    body: bare,
  }),
  operation({
    ...move,
    path: `${request}/send-back`,
    name: 'send_back',
    summary: 'Say that the work is not done yet, within seven days',
    procedure: 'homeowner.requests.sendBack',
    body: { schema: ReasonedCommand, name: 'RequestSendBack', example: sample.sendingBack },
  }),
  operation({
    ...move,
    path: `${request}/rate`,
    name: 'rate_job',
    summary: 'Rate the work, once',
    procedure: 'homeowner.requests.rate',
    body: { schema: RateJob, name: 'JobRating', example: sample.rating },
  }),
  operation({
    ...move,
    path: `${request}/reopen`,
    name: 'reopen_own_request',
    summary: 'Open a closed request of yours again',
    procedure: 'homeowner.requests.reopen',
    body: { schema: ReasonedCommand, name: 'RequestReopening', example: sample.reopening },
  }),
  operation({
    ...move,
    path: `${request}/cancel`,
    name: 'cancel_request',
    summary: 'Withdraw a request',
    procedure: 'homeowner.requests.cancel',
    body: { schema: CancelRequest, name: 'MaintenanceRequestCancel', example: sample.withdrawal },
  }),
  operation({
    ...move,
    path: `${request}/merge`,
    name: 'merge_request',
    summary: 'Say that you have reported it before',
    procedure: 'homeowner.requests.merge',
    body: { schema: MergeRequest, name: 'RequestMerge', example: sample.merge },
  }),
  operation({
    ...move,
    path: `${request}/restore`,
    name: 'restore_request',
    summary: 'Take a withdrawal back, within thirty days',
    procedure: 'homeowner.requests.restore',
    body: { schema: ReasonedCommand, name: 'RequestRestoration', example: sample.restoration },
  }),
];
