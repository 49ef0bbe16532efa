import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { appRouter } from '@pmp/api/server';
import type { AnyTRPCRouter } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callTrpc, mutations, prepare, restOf, type Target, type World } from './support/mutations.ts';
import { setStage } from './support/stage.ts';
import { startTestServer } from './support/start-test-server.ts';

let world: World;
beforeAll(async () => {
  const server = await startTestServer({ listen: true });
  world = { server, stage: await setStage(server, 'HOME') };
});
afterAll(() => world.server.close());

const pathsOfMutations = () => {
  const procedures: AnyTRPCRouter['_def']['procedures'] = appRouter._def.procedures;
  return Object.keys(procedures).filter((path) => procedures[path]._def.type === 'mutation');
};

test('every mutation is in the table, and nothing else', () => {
  expect(Object.keys(mutations).toSorted()).toEqual(pathsOfMutations().toSorted());
});

const codeOf = ({ body }: Awaited<ReturnType<typeof callTrpc>>) => body.error?.json.data.appCode ?? 'ok';
const reversed = (input: object) => Object.fromEntries(Object.entries(input).toReversed());

describe.each(Object.entries(mutations))('%s', (path, mutation) => {
  const { keyField, racers, rivals, tooLate } = mutation;
  // Of 32 characters: a longer one is remembered by its digest.
  const key = () => randomUUID().replaceAll('-', '');
  const call = ({ headers, input }: Target, commandKey: string) =>
    callTrpc(world.server, path, { headers, input: { ...input, [keyField]: commandKey } });
  /** A fresh target, and how often anything has been done to it since. */
  const aTarget = async () => {
    const target = await prepare(world, path);
    const before = await mutation.deeds(world, target.input);
    return { target, effects: async () => (await mutation.deeds(world, target.input)) - before };
  };

  test('a repeat by either door gets the same answer, other contents under its key are refused: one effect', async () => {
    const { target, effects } = await aTarget();
    const { status, send } = restOf(path);
    const same = key();
    const first = await call(target, same);
    expect([first.status, codeOf(first)]).toEqual([200, 'ok']);
    expect(await call({ ...target, input: reversed(target.input) }, same)).toEqual(first);
    const overRest = await send(world.server, target, same);
    expect([overRest.statusCode, overRest.json()]).toMatchObject([
      status,
      first.body.result?.data.json ?? {},
    ]);
    const other = mutation.other && { ...target, input: mutation.other(target.input) };
    if (other) {
      const reused = await call(other, same);
      expect([reused.status, codeOf(reused)]).toEqual([422, 'key_reused']);
      expect((await send(world.server, other, same)).statusCode).toBe(422);
    }
    expect(await effects()).toBe(1);
  });

  test('a key that came over REST is known at both doors', async () => {
    const { target, effects } = await aTarget();
    const { status, send } = restOf(path);
    const same = key();
    const first = await send(world.server, target, same);
    expect(first.statusCode, first.body).toBe(status);
    const again = await send(world.server, target, same);
    expect([again.statusCode, again.body]).toEqual([first.statusCode, first.body]);
    expect((await call(target, same)).status).toBe(200);
    expect(await effects()).toBe(1);
  });

  test('a reply that was lost is given again', async () => {
    // Before the server has read it, while it works on it, and about when it has answered.
    for (const delayMs of [0, 3, 12]) {
      const { target, effects } = await aTarget();
      const sent = { ...target, input: { ...target.input, [keyField]: key() } };
      await sendAndLeave(`${world.server.url}/trpc/${path}`, sent, delayMs);
      const again = await callTrpc(world.server, path, sent);
      expect([again.status, codeOf(again)]).toEqual([200, 'ok']);
      expect(await effects()).toBe(1);
    }
  });

  test(`${racers} at once with one key: one effect, one answer`, async () => {
    const { target, effects } = await aTarget();
    const same = key();
    const replies = await Promise.all(Array.from({ length: racers }, () => call(target, same)));
    const answers = new Set(replies.map(({ status, body }) => `${status} ${JSON.stringify(body)}`));
    expect([...answers]).toHaveLength(1);
    expect(replies[0]?.status).toBe(200);
    expect(await effects()).toBe(1);
  });

  test(`${racers} at once with keys of their own: ${rivals}`, async () => {
    const { target, effects } = await aTarget();
    const keys = Array.from({ length: racers }, key);
    const replies = await Promise.all(keys.map((own) => call(target, own)));
    const winners = keys.filter((_, index) => replies[index]?.status === 200);
    const expected = { 'one wins': 1, 'each its own': racers, 'all find it done': racers }[rivals];
    expect(winners).toHaveLength(expected);
    expect(replies.filter(({ status }) => status !== 200 && status !== tooLate)).toEqual([]);
    expect(await effects()).toBe(rivals === 'each its own' ? racers : 1);
    // Who was refused, or found it done, has left nothing behind: the winner's key alone is remembered.
    const remembered = await mutation.keys?.(world, target.input);
    if (!remembered) return;
    expect(remembered).toHaveLength(1);
    expect(winners).toEqual(expect.arrayContaining(remembered));
  });

  // What the embedded server does to one document takes as long as there are documents beside it.
  afterAll(async () => {
    const { db } = world.server.connection;
    const grown = ['requests', 'events', 'outbox', 'quotes', 'changeOrders', 'workLog', 'invoices'];
    await Promise.all(grown.map((name) => db.collection(name).deleteMany({})));
  });
});

/** Sends a whole request and hangs up without waiting for the reply. */
const sendAndLeave = async (url: string, { headers, input }: Target, delayMs: number) => {
  const request = httpRequest(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
  });
  request.on('error', () => {});
  request.end(JSON.stringify({ json: input }));
  await once(request, 'finish');
  await wait(delayMs);
  request.destroy();
};
