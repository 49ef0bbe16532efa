import { ErrorData } from '@pmp/contracts/error';
import { type AnyTRPCRouter, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { aPrincipal } from '../../test/factories/principal.ts';
import { aReport, aRequest } from '../../test/factories/request.ts';
import { createTestApi, testRequestId } from '../../test/testing.ts';
import type { Principal } from '../auth/principal.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../kernel/app-error.ts';
import { appRouter } from '../router.ts';
import { retryAfter } from './error-map.ts';
import { publicProcedure, router } from './init.ts';

const homeowner = aPrincipal();

const setUp = (
  principal: Principal | null = homeowner,
  overrides: Partial<Deps> = {},
  served: AnyTRPCRouter = appRouter,
) => {
  const api = createTestApi(overrides);
  const send = async (path: string, body?: unknown) => {
    const query = body === undefined;
    const response = await fetchRequestHandler({
      endpoint: '/trpc',
      req: new Request(`http://localhost/trpc/${path}`, {
        method: query ? 'GET' : 'POST',
        ...(!query && {
          headers: { 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify({ json: body }),
        }),
      }),
      router: served,
      createContext: () => api.contextAs(principal),
    });
    const text = await response.text();
    const { error } = JSON.parse(text) as {
      error?: { json: { message: string; code: number; data: unknown } };
    };
    return {
      status: response.status,
      text,
      error: error?.json,
      data: ErrorData.safeParse(error?.json.data).data,
    };
  };
  return { api, send };
};

/** Requests that fail to be read with `error`. */
const failingWith = (error: unknown): Partial<Deps> => {
  const { requests } = createTestApi();
  const list = async () => {
    throw error;
  };
  return { requests: { ...requests, list } };
};
const list = `homeowner.requests.list?input=${encodeURIComponent('{"json":{}}')}`;

describe('a refusal on the wire', () => {
  it("is tRPC's envelope with our code, and nothing of ours", async () => {
    const { send } = setUp(null);
    const { status, error } = await send(list);
    expect(status).toBe(401);
    expect(error).toEqual({
      message: 'Sign in first',
      code: -32001,
      data: { code: 'UNAUTHORIZED', httpStatus: 401, path: 'homeowner.requests.list', appCode: 'signed_out' },
    });
  });

  it('names the role that a procedure needs', async () => {
    const { status, error, data } = await setUp(aPrincipal({ roles: ['contractor'] })).send(list);
    expect([status, data?.appCode, error?.message]).toEqual([
      403,
      'forbidden',
      'Only a homeowner may do this',
    ]);
  });

  it('names the faulty fields in words', async () => {
    const { status, error, data } = await setUp().send('homeowner.requests.create', {
      ...aReport({ title: 'x' }),
      colour: 'red',
      address: { line1: '', city: 'Riverton', postalCode: 'RV1', planet: 'Mars' },
    });
    expect(status).toBe(400);
    expect(error?.message).toBe('Some fields need attention');
    const paths = data?.fieldErrors?.map(({ path }) => path);
    expect(paths?.toSorted()).toEqual(['address.line1', 'address.planet', 'colour', 'title']);
    for (const { message } of data?.fieldErrors ?? []) {
      expect(message).not.toBe('');
      expect(message).not.toBe('Invalid input');
    }
  });

  it('does not repeat what was sent', async () => {
    const secret = 'SECRET-that-was-sent';
    const { text } = await setUp().send('homeowner.requests.create', {
      ...aReport(),
      title: [secret],
      description: { secret },
      category: secret,
      location: { lat: secret, lon: 0 },
    });
    expect(text).not.toContain(secret);
  });

  it('treats an own __proto__ as any unknown key', async () => {
    const report = JSON.stringify(aReport()).slice(1);
    const { status, data } = await setUp().send(
      'homeowner.requests.create',
      `{"json":{"__proto__":{"admin":true},${report}}`,
    );
    expect(status).toBe(400);
    expect(data?.fieldErrors).toEqual([{ path: '__proto__', message: 'is not known here' }]);
  });

  it('keeps a request readable whose address came with an undefined part', async () => {
    const { send, api } = setUp();
    const report = { ...aReport(), address: { ...aReport().address, line2: null } };
    const body = JSON.stringify({ json: report, meta: { values: { 'address.line2': ['undefined'] }, v: 1 } });
    expect((await send('homeowner.requests.create', body)).status).toBe(200);
    const page = await api.callerAs(homeowner).homeowner.requests.list({});
    expect(page.items[0]?.address.line2).toBeUndefined();
  });

  it.each([
    ['that throws', new TypeError('start.getTime is not a function')],
    ['that meets a number it cannot take', new RangeError('Infinity cannot be converted to a BigInt')],
  ])('does not tell what a schema %s says, and names the input', async (_, thrown) => {
    const broken = publicProcedure
      .input(
        z.strictObject({ a: z.boolean() }).check(
          z.refine(() => {
            throw thrown;
          }),
        ),
      )
      .mutation(() => null);
    const { status, text, data } = await setUp(homeowner, {}, router({ broken })).send('broken', { a: true });
    expect(status).toBe(400);
    expect(data).toEqual({
      appCode: 'bad_input',
      fieldErrors: [{ path: '', message: 'This cannot be read' }],
    });
    expect(text).not.toContain(thrown.message);
  });

  it.each([
    ['input that is not JSON', 'homeowner.requests.create', '{oops', 400, 'bad_input'],
    ['an envelope that is none of ours', 'homeowner.requests.create', '{"title":"bare"}', 400, 'bad_input'],
    ['a procedure that is not there', 'homeowner.requests.explode', { json: {} }, 404, 'not_found'],
    ['a method that is wrong', 'homeowner.requests.list', { json: {} }, 405, 'bad_input'],
  ])("of tRPC's own has our code too: %s", async (_, path, body, status, appCode) => {
    const { status: answered, data } = await setUp().send(path, body);
    expect([answered, data?.appCode]).toEqual([status, appCode]);
  });
});

describe('a fault of ours', () => {
  const secret = 'connection string with a password';

  it.each([
    ['thrown by accident', new Error(secret)],
    ['thrown on purpose', new AppError('internal', secret)],
    ['that is not even an error', secret],
  ])('%s is masked, and can be found by its request id', async (_, thrown) => {
    const { status, text, error, data } = await setUp(homeowner, failingWith(thrown)).send(list);
    expect(status).toBe(500);
    expect(error?.message).toBe('Something went wrong on our side');
    expect(data).toEqual({ appCode: 'internal', requestId: testRequestId });
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/stack|\.ts:/);
  });

  it("in what we answer is not the caller's: no field is named", async () => {
    const broken = aRequest({ homeownerId: homeowner.userId, number: undefined as never });
    const { requests } = createTestApi();
    const { status, text, data } = await setUp(homeowner, {
      requests: { ...requests, list: async () => [broken] },
    }).send(list);
    expect(status).toBe(500);
    expect(data).toEqual({ appCode: 'internal', requestId: testRequestId });
    expect(text).not.toContain('number');
  });

  it('that will pass says when to come back', async () => {
    const away = new AppError('unavailable', 'The database is not answering; try again', {
      cause: new Error(secret),
      retryAfterSeconds: 2,
    });
    const { status, text, error, data } = await setUp(homeowner, failingWith(away)).send(list);
    expect(status).toBe(503);
    expect(error?.message).toBe('The database is not answering; try again');
    expect(data).toEqual({ appCode: 'unavailable', requestId: testRequestId });
    expect(text).not.toContain(secret);
    expect(retryAfter(new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause: away }))).toBe(2);
    expect(retryAfter(new TRPCError({ code: 'NOT_FOUND' }))).toBeUndefined();
  });

  it('leaves no request id in replies to refusals', async () => {
    expect((await setUp(null).send(list)).text).not.toContain(testRequestId);
  });
});
