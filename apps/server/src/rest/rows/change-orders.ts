import {
  AnswerChangeOrder,
  ChangeOrder,
  DeclineChangeOrder,
  ProposeChangeOrder,
} from '@pmp/contracts/change-order';
import { type Operation, operation } from '../operation.ts';
import { command, read } from '../operation-makers.ts';
import * as sample from '../samples/money.ts';
import { bare } from '../samples/moves.ts';
import { jobReply } from './contractor-jobs.ts';
import { requestReply, toOut } from './maintenance-request-out.ts';

const ofJob = '/contractor/jobs/{requestId}/change-orders';
const ofRequest = '/homeowner/requests/{requestId}/change-orders';
const reply = {
  schema: ChangeOrder,
  name: 'ChangeOrderOut',
  example: sample.changeOrder,
  list: true,
} as const;
const answer = { schema: AnswerChangeOrder, name: 'ChangeOrderAnswer', example: bare };

/** Extra work that is proposed after the award. */
export const changeOrderOperations: readonly Operation[] = [
  operation({
    ...read,
    path: ofJob,
    name: 'list_job_change_orders',
    summary: 'List what extra work you have proposed for a job',
    tag: 'contractor',
    procedure: 'contractor.changeOrders.list',
    reply,
  }),
  operation({
    ...command,
    path: ofJob,
    name: 'propose_change_order',
    summary: 'Ask for more work than was agreed',
    tag: 'contractor',
    procedure: 'contractor.changeOrders.propose',
    body: { schema: ProposeChangeOrder, name: 'ChangeOrderProposal', example: sample.proposal },
    reply: jobReply,
  }),
  operation({
    ...command,
    path: `${ofJob}/{id}/withdraw`,
    name: 'withdraw_change_order',
    summary: 'Take a change order back',
    tag: 'contractor',
    procedure: 'contractor.changeOrders.withdraw',
    body: answer,
    reply: jobReply,
  }),
  operation({
    ...read,
    path: ofRequest,
    name: 'list_change_orders',
    summary: 'List what extra work was proposed',
    tag: 'homeowner',
    procedure: 'homeowner.changeOrders.list',
    reply,
  }),
  operation({
    ...command,
    path: `${ofRequest}/{id}/approve`,
    name: 'approve_change_order',
    summary: 'Agree to extra work: it raises what was agreed',
    tag: 'homeowner',
    procedure: 'homeowner.changeOrders.approve',
    body: answer,
    reply: requestReply,
    toReply: (request) => ({ body: toOut(request) }),
  }),
  operation({
    ...command,
    path: `${ofRequest}/{id}/decline`,
    name: 'decline_change_order',
    summary: 'Do not agree to extra work',
    tag: 'homeowner',
    procedure: 'homeowner.changeOrders.decline',
    body: { schema: DeclineChangeOrder, name: 'ChangeOrderRefusal', example: sample.refusal },
    reply: requestReply,
    toReply: (request) => ({ body: toOut(request) }),
  }),
];
