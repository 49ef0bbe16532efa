import { CreateRequest, GetRequest, ListRequests } from '@pmp/contracts/request';
import { initTRPC, TRPCError } from '@trpc/server';
import { type CreateFastifyContextOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import superjson from 'superjson';
import { loadReferenceData } from './database.ts';
import { loggedFastify } from './logged-fastify.ts';
import { create, get, list, ping } from './requests.ts';
import { settings } from './settings.ts';
import { callerOf, Refused } from './tokens.ts';

// tRPC as its documentation sets it up: its own Fastify plugin, superjson, zod inputs, a procedure that needs a role.

const t = initTRPC.context<{ authorization: string | undefined }>().create({ transformer: superjson });

const homeowner = t.procedure.use(async ({ ctx, next }) => {
  try {
    return await next({ ctx: { caller: await callerOf(ctx.authorization, 'homeowner') } });
  } catch (error) {
    if (error instanceof Refused) throw new TRPCError({ code: 'UNAUTHORIZED', message: error.message });
    throw error;
  }
});

const router = t.router({
  ping: t.procedure.query(() => ping()),
  list: homeowner.input(ListRequests).query(({ ctx, input }) => list(ctx.caller, input)),
  get: homeowner.input(GetRequest).query(({ ctx, input }) => get(ctx.caller, input.id)),
  create: homeowner.input(CreateRequest).mutation(({ ctx, input }) => create(ctx.caller, input)),
});

const app = loggedFastify({ routerOptions: { maxParamLength: 5000 } });
await app.register(fastifyTRPCPlugin, {
  prefix: '/trpc',
  trpcOptions: {
    router,
    createContext: ({ req }: CreateFastifyContextOptions) => ({ authorization: req.headers.authorization }),
  },
});
app.get('/ping', async () => ping());

await loadReferenceData();
await app.listen({ port: settings.port, host: '127.0.0.1' });
process.once('SIGTERM', () => process.exit(0));
