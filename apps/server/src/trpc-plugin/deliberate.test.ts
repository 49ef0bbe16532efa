import { setTimeout as wait } from 'node:timers/promises';
import { initTRPC } from '@trpc/server';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, InjectOptions } from 'fastify';
import fastify from 'fastify';
import { afterAll, describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { Door, Meta } from './both-plugins.fixture.ts';
import { makeRouter, mountBoth } from './both-plugins.fixture.ts';
import { fastifyTrpc } from './plugin.ts';
import { batch, post, query } from './requests.fixture.ts';

const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
const jsonl = { headers: { 'trpc-accept': 'application/jsonl' } };

const opened: FastifyInstance[] = [];
afterAll(async () => {
  await Promise.all(opened.map((app) => app.close()));
});

interface Difference {
  request: InjectOptions;
  stock: { status: number; body?: unknown };
  ours: { status: number; body?: unknown };
}

const pong = { result: { data: 'pong' } };
const refusal = (code: string) => ({ error: { data: { code } } });
const twoBoms = '\uFEFF\uFEFF{"n":1}';

/** Every way in which this plugin answers otherwise than tRPC's own, and why. */
const differences: Record<string, Difference> = {
  'a GET has no body, so a content type of octets says nothing': {
    request: query('ping', undefined, { headers: { 'content-type': 'application/octet-stream' } }),
    stock: { status: 405 },
    ours: { status: 200, body: pong },
  },
  'a GET has no body, so a content type of multipart says nothing': {
    request: query('ping', undefined, { headers: multipart }),
    stock: { status: 405 },
    ours: { status: 200, body: pong },
  },
  'jsonl streaming is off: a batch is answered whole, with its real status': {
    request: batch('ping,nope', undefined, jsonl),
    stock: { status: 200 },
    ours: { status: 207, body: [pong, { error: expect.objectContaining({ code: -32004 }) }] },
  },
  'jsonl streaming is off: a single call is answered too': {
    request: query('ping', undefined, jsonl),
    stock: { status: 400 },
    ours: { status: 200, body: pong },
  },
  'jsonl by the accept header is no other': {
    request: batch('ping', undefined, { headers: { accept: 'application/jsonl' } }),
    stock: { status: 200 },
    ours: { status: 200, body: [pong] },
  },
  'a result with promises in it is reported with its path': {
    request: query('live'),
    stock: { status: 415, body: { error: { data: expect.not.objectContaining({ path: 'live' }) } } },
    ours: { status: 415, body: { error: { data: expect.objectContaining({ path: 'live' }) } } },
  },
  'two byte order marks are one too many': {
    request: post('add', twoBoms),
    stock: { status: 200 },
    ours: { status: 400 },
  },
  'a malformed Host header is not looked at': {
    request: query('ping', undefined, { headers: { host: 'a b' } }),
    stock: { status: 500 },
    ours: { status: 200, body: pong },
  },
  'TRACE is a refused method, not an internal error': {
    request: { method: 'TRACE', url: '/trpc/ping' },
    stock: { status: 500 },
    ours: { status: 415 },
  },
  'a stream that is refused by its input has its real status': {
    request: query('count', { to: 9 }),
    stock: { status: 200 },
    ours: { status: 400, body: refusal('BAD_REQUEST') },
  },
  'a stream that lacks its input has its real status': {
    request: query('count'),
    stock: { status: 200 },
    ours: { status: 400, body: refusal('BAD_REQUEST') },
  },
  'a stream that is refused by its context has its real status': {
    request: query('broken', undefined, { headers: { 'x-context': 'trpc' } }),
    stock: { status: 200 },
    ours: { status: 401, body: refusal('UNAUTHORIZED') },
  },
  'a stream by POST is a refused method': {
    request: post('broken', ''),
    stock: { status: 200 },
    ours: { status: 405, body: refusal('METHOD_NOT_SUPPORTED') },
  },
  'a stream that asks for jsonl has its real status': {
    request: query('broken', undefined, jsonl),
    stock: { status: 400 },
    ours: { status: 400, body: refusal('BAD_REQUEST') },
  },
  'responseMeta may choose a status without a body': {
    request: query('ping', undefined, { headers: { 'x-meta': 'notModified' } }),
    stock: { status: 500 },
    ours: { status: 304 },
  },
};

async function listen({ app }: Door): Promise<string> {
  opened.push(app);
  return await app.listen({ host: '127.0.0.1', port: 0 });
}

describe('differs from tRPC’s own plugin on purpose', () => {
  const both = mountBoth();

  it.each(Object.entries(differences))('%s', async (_, { request, ...expected }) => {
    for (const name of ['stock', 'ours'] as const) {
      const { status, body } = await both[name].ask(request);
      expect({ [name]: status }).toEqual({ [name]: expected[name].status });
      if (expected[name].body !== undefined)
        expect(JSON.parse(body)).toMatchObject(expected[name].body as object);
    }
  });

  // Over a socket: tRPC's own plugin takes a form only from a real request.
  it('multipart is 415, not a form read without a limit', async () => {
    for (const [door, status] of [
      [both.stock, 200],
      [both.ours, 415],
    ] as const) {
      const body = new FormData();
      body.set('n', '1');
      const reply = await fetch(`${await listen(door)}/trpc/touch`, { method: 'POST', body });
      expect(reply.status).toBe(status);
      await reply.arrayBuffer();
    }
  });

  it('only a stream varies by what is accepted, and what an earlier hook varies by stays', async () => {
    const { stock, ours } = mountBoth({
      prepare: (app) => app.addHook('onRequest', async (_req, reply) => void reply.header('vary', 'Origin')),
    });
    for (const [request, varies] of [
      [query('ping'), 'Origin'],
      [query('boom'), 'Origin'],
      [query('count', { to: 1 }), 'Origin, trpc-accept, accept'],
    ] as const) {
      expect((await stock.app.inject(request)).headers.vary).toBe('trpc-accept, accept');
      expect((await ours.app.inject(request)).headers.vary).toBe(varies);
    }
    expect((await mountBoth().ours.app.inject(query('ping'))).headers.vary).toBeUndefined();
  });

  it('responseMeta gives one text for a header: no list, and nothing of the fetch API', () => {
    expectTypeOf<NonNullable<Meta['headers']>>().toEqualTypeOf<Readonly<Record<string, string>>>();
  });

  it('method override is off, whatever the options say', async () => {
    const router = makeRouter(false);
    const createContext = () => ({ meta: undefined });
    const overridden = { router, createContext, allowMethodOverride: true };
    const stock = fastify().register(fastifyTRPCPlugin<typeof router>, { trpcOptions: overridden });
    const ours = fastify().register(fastifyTrpc<typeof router>, { trpcOptions: overridden });
    for (const [path, wanted] of [
      ['ping', 200],
      ['broken', 200],
    ] as const) {
      const { url: _, ...request } = post(path, '');
      expect((await stock.inject({ ...request, url: `/${path}` })).statusCode).toBe(wanted);
    }
    const { url: _, ...request } = post('ping', '');
    expect((await ours.inject({ ...request, url: '/ping' })).statusCode).toBe(405);
    expect((await ours.inject({ ...request, url: '/broken' })).statusCode).toBe(405);
  });

  it('a batch runs four of its calls at a time, and answers all of them', async () => {
    const t = initTRPC.create();
    let underWay = 0;
    let most = 0;
    const slow = t.procedure.input(z.number()).query(async ({ input }) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await wait(5);
      underWay -= 1;
      return input * 2;
    });
    const router = t.router({ slow });
    const inputs = [...Array(10).keys()];
    const request = batch(inputs.map(() => 'slow').join(), Object.fromEntries(inputs.entries()));
    const options = { prefix: '/trpc', trpcOptions: { router } };
    const apps = [
      [fastify().register(fastifyTRPCPlugin<typeof router>, options), 10],
      [fastify().register(fastifyTrpc<typeof router>, options), 4],
    ] as const;
    for (const [app, wanted] of apps) {
      most = 0;
      const reply = await app.inject(request);
      expect(reply.json()).toEqual(inputs.map((input) => ({ result: { data: input * 2 } })));
      expect(most).toBe(wanted);
    }
  });

  it('responseMeta is not told the results, which are text by then', async () => {
    const seen: string[][] = [];
    const trpcOptions = {
      router: makeRouter(false),
      createContext: () => ({ meta: undefined }),
      responseMeta: (opts: object) => {
        seen.push(Object.keys(opts).toSorted());
        return {};
      },
    };
    await fastify().register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions }).inject(query('date'));
    await fastify().register(fastifyTrpc, { prefix: '/trpc', trpcOptions }).inject(query('date'));
    const both = ['ctx', 'eagerGeneration', 'errors', 'info', 'paths', 'type'];
    expect(seen).toEqual([['data', ...both].toSorted(), both]);
  });

  it('calls get no signal; the context may ask for one', async () => {
    const t = initTRPC.create();
    const router = t.router({ told: t.procedure.query(({ signal }) => signal !== undefined) });
    const options = { prefix: '/trpc', trpcOptions: { router } };
    for (const [app, told] of [
      [fastify().register(fastifyTRPCPlugin<typeof router>, options), true],
      [fastify().register(fastifyTrpc<typeof router>, options), false],
    ] as const) {
      expect((await app.inject(query('told'))).json()).toEqual({ result: { data: told } });
    }
  });

  it('every call of a batch runs, and before the answer, when onError throws', async () => {
    const t = initTRPC.create();
    const run: number[] = [];
    const count = t.procedure.input(z.number()).mutation(async ({ input }) => {
      await wait(1);
      run.push(input);
      throw new Error('refused');
    });
    const app = fastify().register(fastifyTrpc, {
      prefix: '/trpc',
      trpcOptions: {
        router: t.router({ count }),
        onError: () => {
          throw new Error('broken');
        },
      },
    });
    const inputs = [...Array(10).keys()];
    await app.inject({
      method: 'POST',
      url: `/trpc/${inputs.map(() => 'count').join()}?batch=1`,
      headers: { 'content-type': 'application/json' },
      payload: Object.fromEntries(inputs.entries()),
    });
    expect(run).toEqual(inputs);
  });
});
