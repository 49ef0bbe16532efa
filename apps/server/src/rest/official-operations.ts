import { RequestStatus } from '@pmp/contracts/lifecycle';
import { RequestPlace } from '@pmp/contracts/request';
import { RequestEvent } from '@pmp/contracts/request-event';
import { ReasonedCommand, RejectRequest, SetPriorityFloor } from '@pmp/contracts/request-moves';
import { OfficialRequest } from '@pmp/contracts/request-view';
import { z } from 'zod';
import { type Operation, operation } from './operation.ts';
import * as sample from './samples.ts';
import { ListQuery, nextLink, walkPages } from './walk-pages.ts';

const requests = '/official/requests';

/** A command of an official on one request: it answers with the request as it now is. */
const command = {
  method: 'POST',
  tag: 'official',
  description: 'Send an `Idempotency-Key`, and repeating the call cannot do it twice.',
  idempotency: 'commandKey',
  status: 200,
  reply: { schema: OfficialRequest, name: 'OfficialRequestOut', example: sample.overseen },
  refusals: [404, 409],
} as const;

/** What officials do over REST, in their own jurisdiction. */
export const officialOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: requests,
    name: 'list_official_requests',
    summary: 'List the requests of your jurisdiction',
    description:
      'Newest first. All of them up to 1,000; a `Link` header with `rel="next"` leads to the rest. ' +
      '`place=unknown` lists those that could be placed in no jurisdiction.',
    tag: 'official',
    procedure: 'official.requests.list',
    query: z.object({
      ...ListQuery.shape,
      status: z.optional(RequestStatus),
      place: z.optional(RequestPlace),
    }),
    status: 200,
    reply: { ...command.reply, list: true },
    refusals: [],
    ask: (call, { query }) => walkPages(call, query),
    toReply: ({ items, nextCursor }, { query }) => ({
      body: items,
      headers: nextLink(requests, query, nextCursor),
    }),
  }),
  operation({
    method: 'GET',
    path: `${requests}/{id}`,
    name: 'get_official_request',
    summary: 'Read a request of your jurisdiction',
    tag: 'official',
    procedure: 'official.requests.get',
    status: 200,
    reply: command.reply,
    refusals: [404],
    toReply: (request) => ({ body: request }),
  }),
  operation({
    method: 'GET',
    path: `${requests}/{id}/timeline`,
    name: 'get_official_timeline',
    summary: 'What happened to a request of your jurisdiction, oldest first',
    tag: 'official',
    procedure: 'official.requests.timeline',
    status: 200,
    reply: { schema: RequestEvent, name: 'TimelineEvent', example: sample.event, list: true },
    refusals: [404],
    toReply: (events) => ({ body: events }),
  }),
  operation({
    ...command,
    path: `${requests}/{id}/reject`,
    name: 'reject_request',
    summary: 'Turn a request down, with a text that its homeowner reads',
    procedure: 'official.requests.reject',
    body: { schema: RejectRequest, name: 'RequestRejection', example: sample.rejection },
    toReply: (request) => ({ body: request }),
  }),
  operation({
    ...command,
    path: `${requests}/{id}/reopen`,
    name: 'reopen_request',
    summary: 'Open a closed request again',
    procedure: 'official.requests.reopen',
    body: { schema: ReasonedCommand, name: 'RequestReopening', example: sample.reopening },
    toReply: (request) => ({ body: request }),
  }),
  operation({
    ...command,
    path: `${requests}/{id}/reinstate`,
    name: 'reinstate_request',
    summary: 'Take a rejection back',
    procedure: 'official.requests.reinstate',
    body: { schema: ReasonedCommand, name: 'RequestReinstatement', example: sample.reinstatement },
    toReply: (request) => ({ body: request }),
  }),
  operation({
    ...command,
    path: `${requests}/{id}/priority-floor`,
    name: 'set_priority_floor',
    summary: 'Set how soon it has to be at least, or lift that with null',
    procedure: 'official.requests.setPriorityFloor',
    body: { schema: SetPriorityFloor, name: 'RequestPriorityFloor', example: sample.floor },
    toReply: (request) => ({ body: request }),
  }),
];
