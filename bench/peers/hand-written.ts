import { AcceptQuote } from '@pmp/contracts/quote';
import {
  CreateRequest,
  GetRequest,
  ListOfficialRequests,
  ListPage,
  ListRequests,
} from '@pmp/contracts/request';
import { CancelRequest, RejectRequest, SetPriorityFloor } from '@pmp/contracts/request-moves';
import type { FastifyRequest } from 'fastify';
import { accept } from './accept.ts';
import { cancel, reject, setPriorityFloor } from './commands.ts';
import { loadReferenceData } from './database.ts';
import { loggedFastify } from './logged-fastify.ts';
import { board, create, get, list, ping, queue } from './requests.ts';
import { settings } from './settings.ts';
import { callerOf, Refused } from './tokens.ts';

// The peer of every workload: Fastify and the driver, written as someone writes who needs just this.

const app = loggedFastify();
app.setErrorHandler((error, _request, reply) => {
  if (error instanceof Refused) return reply.code(error.statusCode).send({ detail: error.message });
  if (error instanceof Error && error.name === '$ZodError')
    return reply.code(422).send({ detail: error.message });
  return reply.code(500).send({ detail: String(error) });
});

const homeowner = ({ headers }: FastifyRequest) => callerOf(headers.authorization, 'homeowner');
const contractor = ({ headers }: FastifyRequest) => callerOf(headers.authorization, 'contractor');
const official = ({ headers }: FastifyRequest) => callerOf(headers.authorization, 'official');
const record = (value: unknown) => (typeof value === 'object' && value !== null ? value : {});
const numeric = (query: unknown) => {
  const { limit, ...rest }: { limit?: unknown } = record(query);
  return { ...rest, ...(limit !== undefined && { limit: Number(limit) }) };
};

app.get('/ping', async () => ping());
app.get('/requests', async (request) =>
  list(await homeowner(request), ListRequests.parse(numeric(request.query))),
);
app.get('/requests/:id', async (request) => {
  const caller = await homeowner(request);
  return get(caller, GetRequest.parse(request.params).id);
});
app.post('/requests', async (request) => create(await homeowner(request), CreateRequest.parse(request.body)));
app.post('/requests/:id/cancel', async (request) => {
  const caller = await homeowner(request);
  return cancel(caller, CancelRequest.parse({ ...record(request.params), ...record(request.body) }));
});
app.post('/requests/:id/accept', async (request) => {
  const caller = await homeowner(request);
  return accept(caller, AcceptQuote.parse({ ...record(request.params), ...record(request.body) }));
});
app.get('/contractor/board', async (request) =>
  board(await contractor(request), ListPage.parse(numeric(request.query))),
);
app.get('/official/requests', async (request) => {
  await official(request);
  return queue(ListOfficialRequests.parse(numeric(request.query)));
});
app.post('/official/requests/:id/reject', async (request) => {
  const caller = await official(request);
  return reject(caller, RejectRequest.parse({ ...record(request.params), ...record(request.body) }));
});
app.post('/official/requests/:id/priority-floor', async (request) => {
  const caller = await official(request);
  return setPriorityFloor(
    caller,
    SetPriorityFloor.parse({ ...record(request.params), ...record(request.body) }),
  );
});

// Ten at once, as someone writes a handler for a page that needs ten things.
app.get('/ten/pings', async () => Array.from({ length: 10 }, ping));
app.get('/ten/lists', async (request) => {
  const caller = await homeowner(request);
  const input = ListRequests.parse(numeric(request.query));
  return Promise.all(Array.from({ length: 10 }, () => list(caller, input)));
});
app.get<{ Querystring: { ids: string } }>('/ten/gets', async (request) => {
  const caller = await homeowner(request);
  const ids = request.query.ids.split(',').map((id) => GetRequest.parse({ id }).id);
  return Promise.all(ids.map((id) => get(caller, id)));
});

await loadReferenceData();
await app.listen({ port: settings.port, host: '127.0.0.1' });
process.once('SIGTERM', () => process.exit(0));
