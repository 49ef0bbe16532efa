import { initTRPC, lazy, TRPCError, tracked } from '@trpc/server';
import type { CreateFastifyContextOptions } from '@trpc/server/adapters/fastify';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, InjectOptions } from 'fastify';
import fastify from 'fastify';
import superjson from 'superjson';
import { z } from 'zod';
import type { FastifyTrpcOptions } from './options.ts';
import { fastifyTrpc } from './plugin.ts';

/** What a request may ask of the context and of responseMeta, through its headers. */
interface Context {
  meta: string | undefined;
}

const CODES = [
  'BAD_REQUEST',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'UNPROCESSABLE_CONTENT',
  'TOO_MANY_REQUESTS',
  'INTERNAL_SERVER_ERROR',
] as const;
export const errorCodes: readonly string[] = CODES;

export function makeRouter(transformed: boolean) {
  const init = initTRPC.context<Context>();
  // Without stacks: they name the code that threw, which differs.
  const t = transformed
    ? init.create({ transformer: superjson, isDev: false })
    : init.create({ isDev: false });
  const { procedure } = t;
  return t.router({
    ping: procedure.query(() => 'pong'),
    nothing: procedure.query(() => undefined),
    none: procedure.query(() => null),
    date: procedure.query(() => ({ at: new Date(0), list: [1, 'zwei', '日本'] })),
    big: procedure.query(() => 10n),
    greet: procedure
      .input(z.object({ name: z.string().max(8) }))
      .query(({ input }) => `Grüße, ${input.name}`),
    later: procedure.input(z.date()).query(({ input }) => new Date(input.getTime() + 1)),
    add: procedure.input(z.object({ n: z.number() })).mutation(({ input }) => input.n + 1),
    touch: procedure.mutation(() => ({ ok: true })),
    fail: procedure.input(z.enum(CODES)).query(({ input: code }) => {
      throw new TRPCError({ code, message: `it is ${code}` });
    }),
    boom: procedure.query(() => {
      throw new Error('boom');
    }),
    thrownText: procedure.query(() => {
      throw 'just text';
    }),
    live: procedure.query(() => ({ soon: Promise.resolve(1) })),
    city: t.router({ street: t.router({ house: procedure.query(({ path }) => path) }) }),
    slow: lazy(async () => ({ default: t.router({ door: procedure.query(() => 'open') }) })),
    count: procedure
      .input(z.object({ to: z.number().max(5), lastEventId: z.string().nullish() }))
      .subscription(async function* ({ input }) {
        for (let n = Number(input.lastEventId ?? 0) + 1; n <= input.to; n += 1)
          yield tracked(String(n), { n });
      }),
    broken: procedure.subscription(async function* () {
      yield 'first';
      throw new TRPCError({ code: 'CONFLICT', message: 'broken off' });
    }),
  });
}
type TestRouter = ReturnType<typeof makeRouter>;
/** What both take. */
type TrpcOptions = FastifyTrpcOptions<TestRouter>['trpcOptions'];
export type Meta = ReturnType<NonNullable<TrpcOptions['responseMeta']>>;

export const metas: Record<string, () => Meta> = {
  empty: () => ({}),
  status: () => ({ status: 418 }),
  headers: () => ({ headers: { 'cache-control': 'no-store', 'x-own': 'a, b' } }),
  cookie: () => ({ headers: { 'set-cookie': 'a=1; HttpOnly' } }),
  contentType: () => ({ headers: { 'content-type': 'application/x-own' } }),
  throws: () => {
    throw new Error('no meta');
  },
};

async function createContext({ req }: CreateFastifyContextOptions): Promise<Context> {
  const wish = req.headers['x-context'];
  if (wish === 'error') throw new Error('no context');
  if (wish === 'trpc') throw new TRPCError({ code: 'UNAUTHORIZED', message: 'who are you?' });
  const meta = req.headers['x-meta'];
  return { meta: typeof meta === 'string' ? meta : undefined };
}

interface Setup {
  transformed?: boolean;
  maxBatchSize?: number;
  /** What responseMeta says to every request; else the request's `x-meta` header chooses. */
  meta?: string;
  prepare?: (app: FastifyInstance) => void;
}

/** What a plugin did for one request: the answer, and what it told the options' functions on the way. */
export interface Seen {
  status: number;
  headers: Record<string, unknown>;
  body: string;
  told: unknown[];
}

export interface Door {
  app: FastifyInstance;
  ask(request: InjectOptions): Promise<Seen>;
}

// Ours knows the length, the stock one streams; by what it varies is among the deliberate differences.
const UNCOMPARED = new Set([
  'date',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'vary',
]);

function door(
  plugin: 'stock' | 'ours',
  { transformed = false, maxBatchSize = 4, meta, prepare }: Setup,
): Door {
  const app = fastify({ routerOptions: { maxParamLength: 2000 } });
  prepare?.(app);
  let told: unknown[] = [];
  const trpcOptions: TrpcOptions = {
    router: makeRouter(transformed),
    maxBatchSize,
    createContext: (opts) => {
      const { isBatchCall, type, calls, connectionParams, url } = opts.info;
      const at = url && url.pathname + url.search;
      told.push(['createContext', isBatchCall, type, calls.map(({ path }) => path), connectionParams, at]);
      return createContext(opts);
    },
    onError: ({ error, path, input, type, ctx }) => {
      told.push(['onError', error.code, error.message, path, input, type, ctx]);
    },
    responseMeta: ({ ctx, info, paths, errors, type, eagerGeneration }) => {
      const codes = errors.map(({ code }) => code);
      told.push(['responseMeta', ctx, info?.isBatchCall, paths, codes, type, eagerGeneration]);
      const name = meta ?? ctx?.meta ?? 'empty';
      return name === 'notModified' ? { status: 304 } : (metas[name]?.() ?? {});
    },
  };
  const options = { prefix: '/trpc', trpcOptions };
  if (plugin === 'stock') app.register(fastifyTRPCPlugin<TestRouter>, options);
  else app.register(fastifyTrpc<TestRouter>, options);

  return {
    app,
    async ask(request) {
      told = [];
      const reply = await app.inject(request);
      const headers = Object.fromEntries(
        Object.entries(reply.headers).filter(([name]) => !UNCOMPARED.has(name)),
      );
      return { status: reply.statusCode, headers, body: reply.body, told };
    },
  };
}

/** tRPC's plugin and ours, each in an app of its own, on routers that are alike. */
export function mountBoth(setup: Setup = {}): { stock: Door; ours: Door } {
  return { stock: door('stock', setup), ours: door('ours', setup) };
}
