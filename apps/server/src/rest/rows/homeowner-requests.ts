import { RequestStatus } from '@pmp/contracts/lifecycle';
import { CreateRequest, UpdateRequest } from '@pmp/contracts/request';
import { z } from 'zod';
import { type Operation, operation } from '../operation.ts';
import { command, list, read, repeatable, timeline } from '../operation-makers.ts';
import * as move from '../samples/moves.ts';
import * as sample from '../samples/request.ts';
import { ListQuery, nextLink } from '../walk-pages.ts';
import { requestReply, toOut } from './maintenance-request-out.ts';

const path = '/homeowner/requests';
const tag = 'homeowner';

/** What homeowners report, and read of it. */
export const homeownerRequestOperations: readonly Operation[] = [
  operation({
    ...list(path),
    name: 'list_requests',
    summary: 'List your requests',
    tag,
    procedure: 'homeowner.requests.list',
    query: z.object({ ...ListQuery.shape, status: z.optional(RequestStatus) }),
    reply: { ...requestReply, list: true },
    refusals: [],
    toReply: ({ items, nextCursor }, { query }) => ({
      body: items.map(toOut),
      headers: nextLink(path, query, nextCursor),
    }),
  }),
  operation({
    method: 'POST',
    path,
    name: 'create_request',
    summary: 'Report what is broken',
    description: `Give either \`address\` or the \`propertyId\` of one of your properties. ${repeatable}`,
    tag,
    procedure: 'homeowner.requests.create',
    body: { schema: CreateRequest, name: 'MaintenanceRequest', example: sample.newRequest },
    idempotency: 'clientKey',
    status: 201,
    reply: requestReply,
    refusals: [409],
    toReply: (request) => ({ body: toOut(request), headers: { location: `${path}/${request.id}` } }),
  }),
  operation({
    ...read,
    path: `${path}/{id}`,
    name: 'get_request',
    summary: 'Read one of your requests',
    tag,
    procedure: 'homeowner.requests.get',
    reply: requestReply,
    toReply: (request) => ({ body: toOut(request) }),
  }),
  operation({
    ...timeline,
    path: `${path}/{id}/timeline`,
    name: 'get_timeline',
    summary: 'What happened to a request, oldest first',
    tag,
    procedure: 'homeowner.requests.timeline',
  }),
  operation({
    ...command,
    method: 'PATCH',
    path: `${path}/{id}`,
    name: 'update_request',
    summary: 'Correct a request',
    description: `Open while \`editable\` is true. Send what changes and the \`version\` that you have seen. ${repeatable}`,
    tag,
    procedure: 'homeowner.requests.update',
    body: { schema: UpdateRequest, name: 'MaintenanceRequestUpdate', example: move.requestEdit },
    reply: requestReply,
    toReply: (request) => ({ body: toOut(request) }),
  }),
];
