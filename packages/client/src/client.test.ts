import { afterEach, describe, expect, it, vi } from 'vitest';
import { callProcedure } from './call-procedure.ts';
import { createPmpClient } from './client.ts';
import { errorDataOf, fieldErrorsOf, isPmpError, isUnreachable } from './errors.ts';
import { newKey } from './keys.ts';
import { type Deed, platform, Refusal } from './platform.fixture.ts';

const url = 'http://pmp.test/';
const id = 'a'.repeat(24);
const create = { title: 'Leak', description: 'Roof leaks', category: 'roofing', propertyId: id };
const json = (status: number, body = '{}') => new Response(body, { status });
const refuse =
  (...refusal: ConstructorParameters<typeof Refusal>): Deed =>
  () => {
    throw new Refusal(...refusal);
  };
const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: unknown) => error,
  );

afterEach(() => {
  vi.useRealTimers();
});

describe('keys', () => {
  const echo = (input: unknown) => platform(() => input);

  it('gives a create its clientKey and any other mutation its commandKey, fresh for each call', async () => {
    const { fetch, calls } = echo({});
    const { requests } = createPmpClient({ url, fetch }).homeowner;
    await requests.create.mutate(create);
    await requests.create.mutate(create);
    await requests.cancel.mutate({ id });
    const [first, second, third] = calls.map(({ input }) => input);
    const key: unknown = expect.stringMatching(/^[0-9a-f]{32}$/);
    expect(first).toEqual({ ...create, clientKey: key });
    expect(second).not.toEqual(first);
    expect(third).toEqual({ id, commandKey: key });
  });

  it('keeps a key that the caller chose, and leaves queries alone', async () => {
    const { fetch, calls } = echo({});
    const { requests } = createPmpClient({ url, fetch }).homeowner;
    const clientKey = newKey();
    await requests.create.mutate({ ...create, clientKey });
    await requests.get.query({ id });
    expect(calls.map(({ input }) => input)).toEqual([{ ...create, clientKey }, { id }]);
  });

  it('adds nothing to an input that is not a plain object', async () => {
    const { fetch, calls } = echo({});
    const client = createPmpClient({ url, fetch });
    const inputs = [undefined, null, 'text', ['list'], new Date(5)];
    for (const input of inputs) {
      await callProcedure(client, { type: 'mutation', path: 'homeowner.requests.cancel', input });
    }
    expect(calls.map(({ input }) => input)).toEqual(inputs);
  });

  it('sends the same key with every attempt', async () => {
    const bodies: unknown[] = [];
    const { fetch, calls } = platform(
      () => ({}),
      (attempt, { body }) => {
        bodies.push(body);
        return attempt < 3 ? json(502, 'bad gateway') : undefined;
      },
    );
    await createPmpClient({ url, fetch }).homeowner.requests.create.mutate(create);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
    expect(calls).toHaveLength(1);
  });
});

describe('HTTP requests', () => {
  it('carries the calls of one tick in one, at most ten', async () => {
    const { fetch, requests } = platform((_path, input) => input);
    const { list } = createPmpClient({ url, fetch }).homeowner.requests;
    const limits = Array.from({ length: 12 }, (_, index) => index + 1);
    const answers = await Promise.all(limits.map((limit) => list.query({ limit })));
    expect(answers).toEqual(limits.map((limit) => ({ limit })));
    expect(requests.map((sent) => sent.url.split('?')[0]?.split(',').length)).toEqual([10, 2]);
  });

  it('keeps each URL below 2000 characters', async () => {
    const { fetch, requests } = platform(() => ({}));
    const { list } = createPmpClient({ url, fetch }).homeowner.requests;
    await Promise.all(Array.from({ length: 5 }, () => list.query({ cursor: 'c'.repeat(600) })));
    expect(requests.length).toBeGreaterThan(1);
    for (const sent of requests) expect(sent.url.length).toBeLessThanOrEqual(2000);
  });

  it('asks for the token before each one, and sends no header without one', async () => {
    const { fetch, requests } = platform(() => ({}));
    const tokens = ['one', 'two', undefined];
    const { list } = createPmpClient({ url, fetch, getToken: async () => tokens.shift() }).homeowner.requests;
    await Promise.all([list.query({}), list.query({})]);
    await list.query({});
    await list.query({});
    expect(requests.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer one',
      'Bearer two',
      undefined,
    ]);
  });

  it('reads dates, and writes undefined away from the wire', async () => {
    const { fetch, calls } = platform(() => ({ at: new Date(5) }));
    const client = createPmpClient({ url: '', fetch });
    const input = { id, reason: undefined, commandKey: 'k'.repeat(8) };
    const answer = await callProcedure(client, {
      type: 'mutation',
      path: 'homeowner.requests.cancel',
      input,
    });
    expect(answer).toEqual({ at: new Date(5) });
    expect(calls[0]?.input).toEqual(input);
  });
});

describe('retries', () => {
  const attempts = async (
    deed: Deed,
    before?: Parameters<typeof platform>[1],
    type: 'query' | 'mutation' = 'query',
  ) => {
    const { fetch, requests } = platform(deed, before);
    const path = type === 'query' ? 'homeowner.requests.get' : 'homeowner.requests.cancel';
    const call = callProcedure(createPmpClient({ url, fetch }), { type, path, input: { id } });
    const outcome = await call.catch((error: unknown) => error);
    return { count: requests.length, outcome };
  };
  const broken = () => {
    throw new TypeError('fetch failed');
  };

  it.each(['query', 'mutation'] as const)('repeats a %s that nobody answered, three times', async (type) => {
    const { count, outcome } = await attempts(() => 'fine', broken, type);
    expect(count).toBe(4);
    expect(isUnreachable(outcome)).toBe(true);
    expect(isPmpError(outcome)).toBe(false);
  });

  it.each([502, 503, 504])('goes on after a proxy answered %i', async (status) => {
    const { count, outcome } = await attempts(
      () => 'fine',
      (attempt) => (attempt === 1 ? json(status, '<h1>wait</h1>') : undefined),
    );
    expect({ count, outcome }).toEqual({ count: 2, outcome: 'fine' });
  });

  it('repeats what the platform calls unavailable, and only that call of a batch', async () => {
    let refusals = 1;
    const { fetch, calls } = platform((path) => {
      if (path.endsWith('get') && refusals-- > 0) throw new Refusal('unavailable', 'SERVICE_UNAVAILABLE');
      return path;
    });
    const client = createPmpClient({ url, fetch });
    await Promise.all([client.homeowner.requests.get.query({ id }), client.public.status.query()]);
    expect(calls.map(({ path }) => path)).toEqual([
      'homeowner.requests.get',
      'public.status',
      'homeowner.requests.get',
    ]);
  });

  it.each([
    ['bad_input', 'BAD_REQUEST'],
    ['signed_out', 'UNAUTHORIZED'],
    ['forbidden', 'FORBIDDEN'],
    ['not_found', 'NOT_FOUND'],
    ['conflict', 'CONFLICT'],
    ['key_reused', 'UNPROCESSABLE_CONTENT'],
    ['too_many', 'TOO_MANY_REQUESTS'],
    ['internal', 'INTERNAL_SERVER_ERROR'],
  ] as const)('never repeats %s', async (appCode, code) => {
    const { count, outcome } = await attempts(refuse(appCode, code));
    expect(count).toBe(1);
    expect(isPmpError(outcome, appCode)).toBe(true);
  });

  it.each([200, 404, 500])('never repeats an answer of somebody else with status %i', async (status) => {
    const { count, outcome } = await attempts(
      () => 'fine',
      () => json(status, '<h1>hello</h1>'),
    );
    expect(count).toBe(1);
    expect(isUnreachable(outcome)).toBe(true);
  });

  it('does not take a failing getToken for a network failure', async () => {
    const { fetch, requests } = platform(() => 'fine');
    const getToken = () => Promise.reject(new Error('no session'));
    const error = await failureOf(createPmpClient({ url, fetch, getToken }).public.status.query());
    expect(error).toMatchObject({ message: 'no session' });
    expect(isUnreachable(error)).toBe(false);
    expect(requests).toHaveLength(0);
  });
});

describe('abort', () => {
  it('ends the wait before a retry at once', async () => {
    vi.useFakeTimers();
    const aborter = new AbortController();
    const { fetch, requests } = platform(
      () => 'fine',
      () => json(503, ''),
    );
    const call = createPmpClient({ url, fetch }).public.status.query(undefined, { signal: aborter.signal });
    const failure = failureOf(call);
    await vi.advanceTimersByTimeAsync(5);
    expect(requests).toHaveLength(1);
    aborter.abort();
    expect(await failure).toMatchObject({ cause: { name: 'AbortError' } });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends one call of a batch while the other goes on', async () => {
    const aborter = new AbortController();
    const { fetch } = platform(
      (path) => path,
      async () => {
        aborter.abort();
        await new Promise((resolve) => setTimeout(resolve, 20));
        return undefined;
      },
    );
    const client = createPmpClient({ url, fetch });
    const [given, kept] = await Promise.allSettled([
      client.homeowner.requests.get.query({ id }, { signal: aborter.signal }),
      client.public.status.query(),
    ]);
    expect(given.status).toBe('rejected');
    expect(kept).toEqual({ status: 'fulfilled', value: 'public.status' });
  });

  it('sends nothing for a call that was given up before', async () => {
    const { fetch, requests } = platform(() => 'fine');
    const call = createPmpClient({ url, fetch }).public.status.query(undefined, {
      signal: AbortSignal.abort(),
    });
    await expect(call).rejects.toThrow();
    expect(requests).toHaveLength(0);
  });
});

describe('errors', () => {
  it('narrows a refusal to its reason and its fields', async () => {
    const fieldErrors = [{ path: 'address.city', message: 'is missing' }];
    const { fetch } = platform(refuse('bad_input', 'BAD_REQUEST', { fieldErrors }));
    const error = await failureOf(createPmpClient({ url, fetch }).homeowner.requests.get.query({ id }));
    expect(errorDataOf(error)).toEqual({ appCode: 'bad_input', fieldErrors });
    expect(fieldErrorsOf(error)).toEqual(fieldErrors);
    expect(isPmpError(error)).toBe(true);
    expect(isPmpError(error, 'not_found')).toBe(false);
  });

  it('carries what a stale write needs', async () => {
    const { fetch } = platform(refuse('stale_version', 'CONFLICT', { currentVersion: 7 }));
    const error = await failureOf(createPmpClient({ url, fetch }).homeowner.requests.cancel.mutate({ id }));
    expect(isPmpError(error, 'stale_version') && error.data.currentVersion).toBe(7);
  });

  it('says nothing of errors that are not the platform’s', () => {
    expect(errorDataOf(new Error('bug'))).toBeUndefined();
    expect(fieldErrorsOf(undefined)).toEqual([]);
    expect(isUnreachable(new Error('bug'))).toBe(false);
  });

  it('does not trust an error that only looks like ours', async () => {
    const { fetch } = platform(refuse('bad_input', 'BAD_REQUEST', { fieldErrors: 'everything' }));
    const error = await failureOf(createPmpClient({ url, fetch }).public.status.query());
    expect(errorDataOf(error)).toBeUndefined();
  });
});

describe('onSignedOut', () => {
  it('is called once for all calls of an HTTP request, which fail all the same', async () => {
    let signedOut = 0;
    const { fetch } = platform(refuse('signed_out', 'UNAUTHORIZED'));
    const { get } = createPmpClient({ url, fetch, onSignedOut: () => signedOut++ }).homeowner.requests;
    const outcomes = await Promise.allSettled([get.query({ id }), get.query({ id })]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(signedOut).toBe(1);
    await get.query({ id }).catch(() => undefined);
    expect(signedOut).toBe(2);
  });

  it('is called for a 401 of any shape, and for no other refusal', async () => {
    let signedOut = 0;
    const onSignedOut = () => signedOut++;
    for (const [status, body] of [
      [401, '{}'],
      [401, 'no'],
      [403, '{}'],
      [200, '{}'],
    ] as const) {
      const { fetch } = platform(
        () => 'fine',
        () => json(status, body),
      );
      await createPmpClient({ url, fetch, onSignedOut })
        .public.status.query()
        .catch(() => undefined);
    }
    expect(signedOut).toBe(2);
  });
});
