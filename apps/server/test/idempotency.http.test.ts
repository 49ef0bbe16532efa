import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { appRouter } from '@pmp/api/server';
import type { AnyTRPCRouter } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callTrpc, type Mutation, mutations, type Target } from './support/mutations.ts';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ listen: true });
});
afterAll(() => server.close());

const pathsOfMutations = () => {
  const procedures: AnyTRPCRouter['_def']['procedures'] = appRouter._def.procedures;
  return Object.keys(procedures).filter((path) => procedures[path]._def.type === 'mutation');
};

test('every mutation is in the table, and nothing else', () => {
  expect(Object.keys(mutations).toSorted()).toEqual(pathsOfMutations().toSorted());
});

const twenty = Array.from({ length: 20 }, (_, index) => index);
const codeOf = ({ body }: Awaited<ReturnType<typeof callTrpc>>) => body.error?.json.data.appCode ?? 'ok';

describe.each(Object.entries(mutations))('%s', (path, mutation) => {
  const key = () => randomUUID();
  const call = ({ headers }: Target, input: object, commandKey: string) =>
    callTrpc(server, path, { headers, input: { ...input, [mutation.keyField]: commandKey } });
  const effectsOf = (target: Target) => mutation.effects(server, target);

  test('a repeat gets the same answer and has no effect', async () => {
    const target = await mutation.prepare(server);
    const [same, input] = [key(), mutation.input(target)];
    const first = await call(target, input, same);
    expect(first.status).toBe(200);
    expect(await call(target, input, same)).toEqual(first);
    expect(await call(target, reversed(input), same)).toEqual(first);
    expect(await effectsOf(target)).toBe(1);
  });

  test('the same key with other contents is refused', async () => {
    const target = await mutation.prepare(server);
    const used = key();
    await call(target, mutation.input(target), used);
    const reused = await call(target, mutation.other(target), used);
    expect([reused.status, codeOf(reused)]).toEqual([422, 'key_reused']);
    expect(await effectsOf(target)).toBe(1);
  });

  test('a reply that was lost is given again', async () => {
    for (const delayMs of [0, 1, 3, 6, 12, 25]) {
      const target = await mutation.prepare(server);
      const sent = { ...mutation.input(target), [mutation.keyField]: key() };
      await sendAndLeave(`${server.url}/trpc/${path}`, { target, body: { json: sent }, delayMs });
      const again = await callTrpc(server, path, { headers: target.headers, input: sent });
      expect([again.status, codeOf(again)]).toEqual([200, 'ok']);
      expect(await effectsOf(target)).toBe(1);
    }
  });

  test('twenty at once with one key: one effect, one answer', async () => {
    const target = await mutation.prepare(server);
    const [same, input] = [key(), mutation.input(target)];
    const replies = await Promise.all(twenty.map(() => call(target, input, same)));
    expect(new Set(replies.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(replies[0]?.status).toBe(200);
    expect(await effectsOf(target)).toBe(1);
  });

  test(`twenty at once with keys of their own: ${mutation.rivals}`, async () => {
    const target = await mutation.prepare(server);
    const keys = twenty.map(key);
    const input = mutation.input(target);
    const replies = await Promise.all(keys.map((own) => call(target, input, own)));
    const winners = keys.filter((_, index) => replies[index]?.status === 200);
    const expected = { 'one wins': 1, 'each its own': 20, 'all find it done': 20 }[mutation.rivals];
    expect(winners).toHaveLength(expected);
    expect(replies.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    expect(await effectsOf(target)).toBe(mutation.rivals === 'each its own' ? 20 : 1);
    // Who was refused, or found it done, has left nothing behind.
    const remembered = await mutation.keys(server, target);
    expect(remembered).toHaveLength(mutation.rivals === 'each its own' ? 0 : 1);
    expect(winners).toEqual(expect.arrayContaining(remembered));
  });

  const { rest } = mutation;
  if (rest) {
    test('the Idempotency-Key of REST is the same key', async () => {
      const target = await mutation.prepare(server);
      const [same, input] = [key(), mutation.input(target)];
      const first = await sendRest(rest, { target, input, idempotencyKey: same });
      expect(first.statusCode).toBe(rest.status);
      const again = await sendRest(rest, { target, input, idempotencyKey: same });
      expect([again.statusCode, again.body]).toEqual([first.statusCode, first.body]);
      const overTrpc = await call(target, input, same);
      expect(overTrpc.body.result?.data.json.id).toBe(first.json<{ id: string }>().id);
      const reused = await sendRest(rest, { target, input: mutation.other(target), idempotencyKey: same });
      expect(reused.statusCode).toBe(422);
      expect(await effectsOf(target)).toBe(1);
    });
  }
});

const reversed = (input: object) => Object.fromEntries(Object.entries(input).toReversed());

const sendRest = (
  rest: NonNullable<Mutation['rest']>,
  {
    target,
    input,
    idempotencyKey,
  }: { target: Target; input: Record<string, unknown>; idempotencyKey: string },
) => {
  const { id: _, ...body } = input;
  return server.app.inject({
    method: rest.method,
    url: rest.url(target),
    headers: { ...target.headers, 'idempotency-key': idempotencyKey },
    payload: body,
  });
};

/** Sends a whole request and hangs up without waiting for the reply. */
const sendAndLeave = async (
  url: string,
  { target, body, delayMs }: { target: Target; body: object; delayMs: number },
) => {
  const request = httpRequest(url, {
    method: 'POST',
    headers: { ...target.headers, 'content-type': 'application/json' },
  });
  request.on('error', () => {});
  request.end(JSON.stringify(body));
  await once(request, 'finish');
  await wait(delayMs);
  request.destroy();
};
