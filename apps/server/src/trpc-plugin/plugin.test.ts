import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import { initTRPC } from '@trpc/server';
import type { CreateFastifyContextOptions } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import superjson from 'superjson';
import { afterEach, describe, expect, it } from 'vitest';
import type { makeRouter } from './both-plugins.fixture.ts';
import { mountBoth } from './both-plugins.fixture.ts';
import { fastifyTrpc } from './plugin.ts';
import { batch, post, query } from './requests.fixture.ts';

const opened: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
});

async function listen(app: FastifyInstance): Promise<string> {
  opened.push(app);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/trpc`;
}

describe('tRPC’s own client', () => {
  function connect(url: string) {
    const requests: string[] = [];
    const link = httpBatchLink({
      url,
      transformer: superjson,
      fetch: (input, init) => {
        requests.push(String(input));
        return fetch(input, init as RequestInit);
      },
    });
    return { requests, client: createTRPCClient<ReturnType<typeof makeRouter>>({ links: [link] }) };
  }

  it('sends two calls in one HTTP request', async () => {
    const url = await listen(mountBoth({ transformed: true }).ours.app);
    const { client, requests } = connect(url);
    const [hello, later] = await Promise.all([
      client.greet.query({ name: 'Zoë' }),
      client.later.query(new Date(41)),
    ]);
    expect(hello).toBe('Grüße, Zoë');
    expect(later).toEqual(new Date(42));
    expect(requests).toHaveLength(1);
    expect(requests[0]).toContain('/trpc/greet,later?batch=1');
  });

  it('mutates, and tells the failed call of a batch from the one that went well', async () => {
    const url = await listen(mountBoth({ transformed: true }).ours.app);
    const { client, requests } = connect(url);
    expect(await client.add.mutate({ n: 1 })).toBe(2);
    const [ok, failed] = await Promise.allSettled([client.ping.query(), client.fail.query('CONFLICT')]);
    expect(ok).toEqual({ status: 'fulfilled', value: 'pong' });
    const reason = failed.status === 'rejected' ? failed.reason : undefined;
    expect(reason).toBeInstanceOf(TRPCClientError);
    expect(reason).toMatchObject({ message: 'it is CONFLICT', data: { code: 'CONFLICT', httpStatus: 409 } });
    expect(requests).toHaveLength(2);
  });
});

describe('in an app with other routes', () => {
  it('leaves the JSON bodies of siblings parsed', async () => {
    const { ours } = mountBoth({
      prepare: (app) => app.post('/sibling', async ({ body }) => ({ type: typeof body })),
    });
    const reply = await ours.app.inject({ method: 'POST', url: '/sibling', payload: { a: 1 } });
    expect(reply.json()).toEqual({ type: 'object' });
    expect(await ours.ask(post('add', { n: 1 }))).toMatchObject({ status: 200 });
  });

  it('refuses multipart although a parent parses it', async () => {
    const { ours } = mountBoth({
      prepare: (app) =>
        app.addContentTypeParser('multipart/form-data', (_req, _body, done) => done(null, {})),
    });
    const seen = await ours.ask(
      post('touch', 'x', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
    );
    expect(seen.status).toBe(415);
    expect(JSON.parse(seen.body)).toMatchObject({ error: { data: { code: 'UNSUPPORTED_MEDIA_TYPE' } } });
  });

  it('answers with a length instead of chunks', async () => {
    const { ours } = mountBoth();
    const { headers } = await ours.app.inject(query('date'));
    expect(headers['content-length']).toBe(
      String(
        Buffer.byteLength('{"result":{"data":{"at":"1970-01-01T00:00:00.000Z","list":[1,"zwei","日本"]}}}'),
      ),
    );
    expect(headers['transfer-encoding']).toBeUndefined();
  });
});

it('makes the context once for a whole batch, and none for a batch over the limit', async () => {
  const { ours } = mountBoth();
  const contexts = async (path: string) =>
    (await ours.ask(batch(path))).told.filter((told) => Array.isArray(told) && told[0] === 'createContext')
      .length;
  expect(await contexts('ping,boom,date,nope')).toBe(1);
  expect(await contexts('ping,ping,ping,ping,ping')).toBe(0);
});

it('asks the formatter once for each call that failed', async () => {
  const formatted: (string | undefined)[] = [];
  const t = initTRPC.create({
    errorFormatter: ({ shape, path }) => {
      formatted.push(path);
      return shape;
    },
  });
  const router = t.router({
    fine: t.procedure.query(() => 1),
    broken: t.procedure.query(() => {
      throw new Error('broken');
    }),
  });
  const app = fastify().register(fastifyTrpc, { prefix: '/trpc', trpcOptions: { router } });
  expect((await app.inject(batch('broken,fine,nope'))).statusCode).toBe(207);
  expect(formatted).toEqual(['broken', 'nope']);
});

it('tells a context that asks for it of a client that left, and not of one that got its answer', async () => {
  const t = initTRPC.context<{ signal: AbortSignal }>().create();
  const signals: AbortSignal[] = [];
  const started = Promise.withResolvers<void>();
  const router = t.router({
    wait: t.procedure.query(async ({ ctx: { signal } }) => {
      started.resolve();
      await once(signal, 'abort');
    }),
    quick: t.procedure.query(() => 1),
  });
  const createContext = ({ info: { signal } }: CreateFastifyContextOptions) => {
    signals.push(signal);
    return { signal };
  };
  const app = fastify();
  app.register(fastifyTrpc<typeof router>, { prefix: '/trpc', trpcOptions: { router, createContext } });
  const url = await listen(app);

  expect(await (await fetch(`${url}/quick`)).json()).toEqual({ result: { data: 1 } });
  // Not fetch: it would open a spare connection after the abort, and closing the server would wait for it.
  const leaving = request(`${url}/wait`).on('error', () => undefined);
  leaving.end();
  await started.promise;
  const [quick, wait] = signals;
  expect(wait?.aborted).toBe(false);
  leaving.destroy();
  if (wait && !wait.aborted) await once(wait, 'abort', { signal: AbortSignal.timeout(5000) });
  expect(wait?.aborted).toBe(true);
  expect(quick?.aborted).toBe(false);
});

it('answers once in an app whose hooks wait, and in a stream', async () => {
  const { ours } = mountBoth({
    prepare: (app) => app.addHook('onSend', async (_req, _reply, payload) => delay(5, payload)),
  });
  expect(await ours.ask(query('ping'))).toMatchObject({ status: 200, body: '{"result":{"data":"pong"}}' });
  expect(await ours.ask(query('nope'))).toMatchObject({ status: 404 });
  expect(await ours.ask({ method: 'HEAD', url: '/trpc/ping' })).toMatchObject({ status: 204 });
  expect((await ours.ask(query('count', { to: 2 }))).body).toContain('{"n":2}');
});

it.each([
  ['an error', new Error('out of order')],
  ['a text', 'out of order'],
])('leaves it to Fastify to answer when even the failure cannot be worded: %s', async (_, thrown) => {
  const responseMeta = () => {
    throw thrown;
  };
  const app = fastify();
  const { router } = initTRPC.create();
  app.register(fastifyTrpc, { prefix: '/trpc', trpcOptions: { router: router({}), responseMeta } });
  const reply = await app.inject(query('ping'));
  expect(reply.statusCode).toBe(500);
  expect(reply.json()).toMatchObject({ message: 'out of order' });
});
