import { Category } from '@pmp/contracts/category';
import { RequestStatus } from '@pmp/contracts/lifecycle';
import { Point } from '@pmp/contracts/place';
import { CreateProperty, Property, UpdateProperty } from '@pmp/contracts/property';
import { CreateRequest, UpdateRequest } from '@pmp/contracts/request';
import { RequestEvent } from '@pmp/contracts/request-event';
import { CancelRequest } from '@pmp/contracts/request-moves';
import { HomeownerRequest } from '@pmp/contracts/request-view';
import { SystemStatus } from '@pmp/contracts/system-status';
import { z } from 'zod';
import { contractorOperations } from './contractor-operations.ts';
import { officialOperations } from './official-operations.ts';
import { type Operation, operation } from './operation.ts';
import { planOperations } from './plan-operations.ts';
import * as sample from './samples.ts';
import { ListQuery, nextLink, walkPages } from './walk-pages.ts';

const requests = '/homeowner/requests';
const properties = '/homeowner/properties';

/** The request as the homeowner sees it, with the position back under the name by which it was sent. */
const MaintenanceRequestOut = z.strictObject({ ...HomeownerRequest.shape, location: z.nullable(Point) });
const toOut = (request: HomeownerRequest): z.infer<typeof MaintenanceRequestOut> => {
  const { precision, point } = request.place;
  return { ...request, location: precision === 'device' ? point : null };
};

const requestReply = {
  schema: MaintenanceRequestOut,
  name: 'MaintenanceRequestOut',
  example: sample.request,
};
const propertyReply = { schema: Property, name: 'PropertyOut', example: sample.property };

const listed = 'Newest first. All of them up to 1,000; a `Link` header with `rel="next"` leads to the rest.';
const repeatable = 'Send an `Idempotency-Key`, and repeating the call cannot do it twice.';

const idOf = (path: string, { id }: { id: string }) => ({ location: `${path}/${id}` });

/** Everything that can be done over REST. Roles, validation and views are the procedures' own. */
export const operations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: requests,
    name: 'list_requests',
    summary: 'List your requests',
    description: listed,
    tag: 'homeowner',
    procedure: 'homeowner.requests.list',
    query: z.object({ ...ListQuery.shape, status: z.optional(RequestStatus) }),
    status: 200,
    reply: { ...requestReply, list: true },
    refusals: [],
    ask: (call, { query }) => walkPages(call, query),
    toReply: ({ items, nextCursor }, { query }) => ({
      body: items.map(toOut),
      headers: nextLink(requests, query, nextCursor),
    }),
  }),
  operation({
    method: 'POST',
    path: requests,
    name: 'create_request',
    summary: 'Report what is broken',
    description: `Give either \`address\` or the \`propertyId\` of one of your properties. ${repeatable}`,
    tag: 'homeowner',
    procedure: 'homeowner.requests.create',
    body: { schema: CreateRequest, name: 'MaintenanceRequest', example: sample.newRequest },
    idempotency: 'clientKey',
    status: 201,
    reply: requestReply,
    refusals: [409],
    toReply: (request) => ({ body: toOut(request), headers: idOf(requests, request) }),
  }),
  operation({
    method: 'GET',
    path: `${requests}/{id}`,
    name: 'get_request',
    summary: 'Read one of your requests',
    tag: 'homeowner',
    procedure: 'homeowner.requests.get',
    status: 200,
    reply: requestReply,
    refusals: [404],
    toReply: (request) => ({ body: toOut(request) }),
  }),
  operation({
    method: 'PATCH',
    path: `${requests}/{id}`,
    name: 'update_request',
    summary: 'Correct a request',
    description: `Open while \`editable\` is true. Send what changes and the \`version\` that you have seen. ${repeatable}`,
    tag: 'homeowner',
    procedure: 'homeowner.requests.update',
    body: { schema: UpdateRequest, name: 'MaintenanceRequestUpdate', example: sample.requestEdit },
    idempotency: 'commandKey',
    status: 200,
    reply: requestReply,
    refusals: [404, 409],
    toReply: (request) => ({ body: toOut(request) }),
  }),
  operation({
    method: 'POST',
    path: `${requests}/{id}/cancel`,
    name: 'cancel_request',
    summary: 'Withdraw a request',
    description: repeatable,
    tag: 'homeowner',
    procedure: 'homeowner.requests.cancel',
    body: { schema: CancelRequest, name: 'MaintenanceRequestCancel', example: sample.withdrawal },
    idempotency: 'commandKey',
    status: 200,
    reply: requestReply,
    refusals: [404, 409],
    toReply: (request) => ({ body: toOut(request) }),
  }),
  operation({
    method: 'GET',
    path: `${requests}/{id}/timeline`,
    name: 'get_timeline',
    summary: 'What happened to a request, oldest first',
    tag: 'homeowner',
    procedure: 'homeowner.requests.timeline',
    status: 200,
    reply: { schema: RequestEvent, name: 'TimelineEvent', example: sample.event, list: true },
    refusals: [404],
    toReply: (events) => ({ body: events }),
  }),
  operation({
    method: 'GET',
    path: properties,
    name: 'list_properties',
    summary: 'List your properties',
    description: listed,
    tag: 'homeowner',
    procedure: 'homeowner.properties.list',
    query: ListQuery,
    status: 200,
    reply: { ...propertyReply, list: true },
    refusals: [],
    ask: (call, { query }) => walkPages(call, query),
    toReply: ({ items, nextCursor }, { query }) => ({
      body: items,
      headers: nextLink(properties, query, nextCursor),
    }),
  }),
  operation({
    method: 'POST',
    path: properties,
    name: 'create_property',
    summary: 'Add a property',
    description: repeatable,
    tag: 'homeowner',
    procedure: 'homeowner.properties.create',
    body: { schema: CreateProperty, name: 'Property', example: sample.newProperty },
    idempotency: 'clientKey',
    status: 201,
    reply: propertyReply,
    refusals: [409],
    toReply: (property) => ({ body: property }),
  }),
  operation({
    method: 'PATCH',
    path: `${properties}/{id}`,
    name: 'update_property',
    summary: 'Correct a property',
    description: `Send what changes and the \`version\` that you have seen. ${repeatable}`,
    tag: 'homeowner',
    procedure: 'homeowner.properties.update',
    body: { schema: UpdateProperty, name: 'PropertyUpdate', example: sample.propertyEdit },
    idempotency: 'commandKey',
    status: 200,
    reply: propertyReply,
    refusals: [404, 409],
    toReply: (property) => ({ body: property }),
  }),
  ...contractorOperations,
  ...planOperations,
  ...officialOperations,
  operation({
    method: 'GET',
    path: '/categories',
    name: 'list_categories',
    summary: 'What can be reported',
    tag: 'public',
    procedure: 'public.categories.list',
    open: true,
    status: 200,
    reply: { schema: Category, name: 'Category', example: sample.category, list: true },
    refusals: [],
    toReply: (categories) => ({ body: categories }),
  }),
  operation({
    method: 'GET',
    path: '/status',
    name: 'get_status',
    summary: 'Whether the service is up, and its clock',
    tag: 'public',
    procedure: 'public.status',
    open: true,
    status: 200,
    reply: { schema: SystemStatus, name: 'ServiceStatus', example: sample.status },
    refusals: [],
    toReply: (status) => ({ body: status }),
  }),
];
