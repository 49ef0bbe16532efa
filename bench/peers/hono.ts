import { serve } from '@hono/node-server';
import { CreateRequest, GetRequest, ListRequests } from '@pmp/contracts/request';
import { Hono } from 'hono';
import { loadReferenceData } from './database.ts';
import { logAnswered } from './log.ts';
import { create, get, list, ping } from './requests.ts';
import { settings } from './settings.ts';
import { type Caller, callerOf, Refused } from './tokens.ts';

const app = new Hono<{ Variables: { caller: Caller } }>();
app.onError((error, context) =>
  error instanceof Refused
    ? new Response(JSON.stringify({ detail: error.message }), { status: error.statusCode })
    : context.json({ detail: String(error) }, 500),
);
app.use(async (context, next) => {
  const begun = performance.now();
  await next();
  const { method, path } = context.req;
  logAnswered({ method, route: path, status: context.res.status, ms: performance.now() - begun });
});
app.use('/requests/*', async (context, next) => {
  context.set('caller', await callerOf(context.req.header('authorization'), 'homeowner'));
  await next();
});

app.get('/ping', (context) => context.json(ping()));
app.get('/requests', async (context) => {
  const limit = context.req.query('limit');
  const input = ListRequests.parse(limit === undefined ? {} : { limit: Number(limit) });
  return context.json(await list(context.get('caller'), input));
});
app.get('/requests/:id', async (context) => {
  const { id } = GetRequest.parse({ id: context.req.param('id') });
  return context.json(await get(context.get('caller'), id));
});
app.post('/requests', async (context) => {
  const input = CreateRequest.parse(await context.req.json());
  return context.json(await create(context.get('caller'), input));
});

await loadReferenceData();
serve({ fetch: app.fetch, port: settings.port, hostname: '127.0.0.1' });
process.once('SIGTERM', () => process.exit(0));
