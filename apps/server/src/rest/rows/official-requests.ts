import { RequestStatus } from '@pmp/contracts/lifecycle';
import { RequestPlace } from '@pmp/contracts/request';
import { MergeRequest, ReasonedCommand, RejectRequest, SetPriorityFloor } from '@pmp/contracts/request-moves';
import { OfficialRequest } from '@pmp/contracts/request-view';
import { z } from 'zod';
import { type Operation, operation } from '../operation.ts';
import { list, listed, command as ofRecord, read, repeatable, timeline } from '../operation-makers.ts';
import * as move from '../samples/moves.ts';
import * as sample from '../samples/request.ts';
import { ListQuery } from '../walk-pages.ts';

const requests = '/official/requests';
const tag = 'official';
const reply = { schema: OfficialRequest, name: 'OfficialRequestOut', example: sample.overseen };
const command = { ...ofRecord, tag, reply };

/** What officials do over REST, in their own jurisdiction. */
export const officialRequestOperations: readonly Operation[] = [
  operation({
    ...list(requests),
    name: 'list_official_requests',
    summary: 'List the requests of your jurisdiction',
    description: `${listed} \`place=unknown\` lists those that could be placed in no jurisdiction.`,
    tag,
    procedure: 'official.requests.list',
    query: z.object({
      ...ListQuery.shape,
      status: z.optional(RequestStatus),
      place: z.optional(RequestPlace),
    }),
    reply: { ...reply, list: true },
    refusals: [],
  }),
  operation({
    ...read,
    path: `${requests}/{id}`,
    name: 'get_official_request',
    summary: 'Read a request of your jurisdiction',
    tag,
    procedure: 'official.requests.get',
    reply,
  }),
  operation({
    ...timeline,
    path: `${requests}/{id}/timeline`,
    name: 'get_official_timeline',
    summary: 'What happened to a request of your jurisdiction, oldest first',
    tag,
    procedure: 'official.requests.timeline',
  }),
  operation({
    ...command,
    path: `${requests}/{id}/reject`,
    name: 'reject_request',
    summary: 'Turn a request down, with a text that its homeowner reads',
    procedure: 'official.requests.reject',
    body: { schema: RejectRequest, name: 'RequestRejection', example: move.rejection },
  }),
  operation({
    ...command,
    path: `${requests}/{id}/merge`,
    name: 'merge_official_request',
    summary: 'Say that it was reported before',
    procedure: 'official.requests.merge',
    body: { schema: MergeRequest, name: 'RequestMerge', example: move.merge },
  }),
  operation({
    ...command,
    path: `${requests}/{id}/reopen`,
    name: 'reopen_request',
    summary: 'Open a closed request again',
    description: `Also long after it was closed, and while an invoice waits: that stays behind with its job. ${repeatable}`,
    procedure: 'official.requests.reopen',
    body: { schema: ReasonedCommand, name: 'RequestReopening', example: move.reopening },
  }),
  operation({
    ...command,
    path: `${requests}/{id}/reinstate`,
    name: 'reinstate_request',
    summary: 'Take a rejection back',
    procedure: 'official.requests.reinstate',
    body: { schema: ReasonedCommand, name: 'RequestReinstatement', example: move.reinstatement },
  }),
  operation({
    ...command,
    path: `${requests}/{id}/stop-work`,
    name: 'stop_work',
    summary: 'Stop the work; only officials let it go on',
    procedure: 'official.requests.stopWork',
    body: { schema: ReasonedCommand, name: 'WorkStop', example: move.stopWork },
  }),
  operation({
    ...command,
    path: `${requests}/{id}/lift-stop-work`,
    name: 'lift_stop_work',
    summary: 'Let work that was stopped go on',
    procedure: 'official.requests.liftStopWork',
    body: { schema: ReasonedCommand, name: 'WorkStopLifting', example: move.liftStopWork },
  }),
  operation({
    ...command,
    path: `${requests}/{id}/priority-floor`,
    name: 'set_priority_floor',
    summary: 'Set how soon it has to be at least, or lift that with null',
    procedure: 'official.requests.setPriorityFloor',
    body: { schema: SetPriorityFloor, name: 'RequestPriorityFloor', example: move.floor },
  }),
];
