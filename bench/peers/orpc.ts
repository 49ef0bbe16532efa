import { createServer } from 'node:http';
import { ORPCError, os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/node';
import { CreateRequest, GetRequest, ListRequests } from '@pmp/contracts/request';
import { loadReferenceData } from './database.ts';
import { logAnswered } from './log.ts';
import { create, get, list, ping } from './requests.ts';
import { settings } from './settings.ts';
import { callerOf, Refused } from './tokens.ts';

const base = os.$context<{ authorization: string | undefined }>();

const homeowner = base.use(async ({ context, next }) => {
  try {
    return await next({ context: { caller: await callerOf(context.authorization, 'homeowner') } });
  } catch (error) {
    if (error instanceof Refused) throw new ORPCError('UNAUTHORIZED', { message: error.message });
    throw error;
  }
});

const router = {
  ping: base.handler(() => ping()),
  list: homeowner.input(ListRequests).handler(({ context, input }) => list(context.caller, input)),
  get: homeowner.input(GetRequest).handler(({ context, input }) => get(context.caller, input.id)),
  create: homeowner.input(CreateRequest).handler(({ context, input }) => create(context.caller, input)),
};

const handler = new RPCHandler(router);

const server = createServer((request, response) => {
  const begun = performance.now();
  const { method, url } = request;
  response.once('finish', () =>
    logAnswered({ method, route: url, status: response.statusCode, ms: performance.now() - begun }),
  );
  if (request.url === '/ping') {
    response.end('ok');
    return;
  }
  const context = { authorization: request.headers.authorization };
  handler.handle(request, response, { prefix: '/rpc', context }).then(
    ({ matched }) => {
      if (!matched) response.writeHead(404).end();
    },
    () => response.destroy(),
  );
});

await loadReferenceData();
server.listen(settings.port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
