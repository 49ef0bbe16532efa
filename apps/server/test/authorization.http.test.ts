import { appRouter } from '@pmp/api/server';
import { type Visitor, visitors } from '@pmp/api/testing/matrix';
import { fixtureOf } from '@pmp/api/testing/matrix-plant';
import { rows } from '@pmp/api/testing/matrix-rows';
import type { AnyTRPCRouter } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathParameters } from '../src/rest/operation.ts';
import { operations } from '../src/rest/operations.ts';
import { type Stage, setStage, textsOf } from './support/stage.ts';
import { startTestServer, type TestServer } from './support/start-test-server.ts';

/** In every personal field of the owner's; nobody else may ever be told any of them. */
const mark = 'CANARY';
const { word: canary } = textsOf(mark);
const statusOf = { ok: 200, bad_input: 400, signed_out: 401, forbidden: 403, not_found: 404 } as const;
const isListed = (code: string): code is keyof typeof statusOf => Object.hasOwn(statusOf, code);

interface Told {
  status: number;
  body: string;
  headers: Record<string, unknown>;
}

let server: TestServer;
const log: string[] = [];
let stage: Stage;
let shared = fixtureOf('');
const told: { by: Visitor; path: string; told: Told }[] = [];

/** What no official reads either: the owner's notes on their home, their name and who they are at the issuer. */
const ownersAlone = ['label', 'access-notes', 'plan-title', 'name', 'sub', 'reason'].map(canary);
/** An official of the place may read a case: they are told all of it but that. */
const mayRead = (by: Visitor, path: string) =>
  (by === 'official' && path.startsWith('official.requests.')) ||
  (by === 'assignedContractor' && path.startsWith('contractor.'));

beforeAll(async () => {
  server = await startTestServer({ listen: true, onLog: (line) => log.push(line) });
  stage = await setStage(server, mark);
  shared = await stage.plantAll();
});
afterAll(() => server.close());

const typeOf = (path: string): string => {
  const procedures: AnyTRPCRouter['_def']['procedures'] = appRouter._def.procedures;
  return procedures[path]._def.type;
};

const trpc = async (by: Visitor, path: string, input: unknown): Promise<Told> => {
  const isMutation = typeOf(path) === 'mutation';
  const sent = input === undefined ? undefined : { json: input };
  const query = sent ? `?input=${encodeURIComponent(JSON.stringify(sent))}` : '';
  const reply = await server.app.inject({
    method: isMutation ? 'POST' : 'GET',
    url: `/trpc/${path}${isMutation ? '' : query}`,
    headers: stage.headersOf(by),
    ...(isMutation && { payload: sent ?? {} }),
  });
  return { status: reply.statusCode, body: reply.body, headers: reply.headers };
};

/** A stream that is open has said what it has to say by its status. */
const stream = async (by: Visitor, path: string): Promise<Told> => {
  const leave = new AbortController();
  const reply = await fetch(`${server.url}/trpc/${path}`, {
    headers: stage.headersOf(by),
    signal: leave.signal,
  });
  const body = reply.ok ? '' : await reply.text();
  leave.abort();
  return { status: reply.status, body, headers: Object.fromEntries(reply.headers) };
};

const textOf = (value: unknown) => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const rest = async (by: Visitor, path: string, input: unknown): Promise<Told | undefined> => {
  const operation = operations.find(({ procedure }) => procedure === path);
  if (!operation) return undefined;
  const fields = { ...(input as Record<string, unknown> | undefined) };
  const inPath = pathParameters(operation.path);
  const rest = Object.entries(fields).filter(([name]) => !inPath.includes(name));
  const isRead = operation.method === 'GET';
  const query = new URLSearchParams(rest.map(([name, value]): [string, string] => [name, textOf(value)]));
  const reply = await server.app.inject({
    method: operation.method,
    url:
      operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => textOf(fields[name])) +
      (isRead ? `?${query.toString()}` : ''),
    headers: stage.headersOf(by),
    ...(!isRead && { payload: Object.fromEntries(rest) }),
  });
  // What went well is 200 and what was sent wrong 400, as on the other door.
  const asTold: Readonly<Record<number, number>> = { [operation.status]: 200, 422: 400 };
  const status = asTold[reply.statusCode] ?? reply.statusCode;
  return { status, body: reply.body, headers: reply.headers };
};

/** By either door; each reply is kept for the search for canaries. */
const call = async (by: Visitor, path: string, input: unknown) => {
  const overTrpc = typeOf(path) === 'subscription' ? await stream(by, path) : await trpc(by, path, input);
  told.push({ by, path, told: overTrpc });
  return overTrpc;
};
const callRest = async (by: Visitor, path: string, input: unknown) => {
  const overRest = await rest(by, path, input);
  if (overRest) told.push({ by, path, told: overRest });
  return overRest;
};

test('everything that REST can do is in the matrix', () => {
  const procedures = operations.map(({ procedure }) => procedure);
  expect(procedures.filter((path) => !Object.hasOwn(rows, path))).toEqual([]);
  expect(procedures.length).toBeGreaterThanOrEqual(11);
});

describe.each(Object.entries(rows))('%s', (path, row) => {
  const isMutation = typeOf(path) === 'mutation';
  // Who is refused changes nothing: only who is not needs cases of their own.
  const aCase = (by: Visitor) =>
    isMutation && row.expected[by] === 'ok' ? stage.inputOf(path) : row.input(shared);

  test.each(visitors)('%s, over both doors', async (visitor) => {
    const expected = row.expected[visitor];
    if (!isListed(expected)) throw new Error(`The status of ${expected} is not listed`);
    const overTrpc = await call(visitor, path, await aCase(visitor));
    expect(overTrpc.status).toBe(statusOf[expected]);
    if (expected !== 'ok') expect(overTrpc.body).toContain(`"appCode":"${expected}"`);
    if (expected === 'signed_out') expect(overTrpc.headers['www-authenticate']).toBe('Bearer realm="api"');
    const overRest = await callRest(visitor, path, await aCase(visitor));
    if (overRest) expect(overRest.status).toBe(statusOf[expected]);
  });
});

describe('a record that is hidden and one that is missing', () => {
  const ofRecords = Object.entries(rows).filter(([, { expected }]) =>
    visitors.some((visitor) => expected[visitor] === 'not_found'),
  );
  const missing = 'f'.repeat(24);
  const nowhere = fixtureOf(missing);
  /** What an attacker could compare; these two differ from call to call. */
  const comparable = (reply: Told | undefined) => {
    if (!reply) return undefined;
    const { 'x-request-id': _, date: __, ...headers } = reply.headers;
    return { ...reply, headers };
  };

  test.each(ofRecords)('get the same answer of %s, headers included', async (path, row) => {
    for (const by of visitors.filter((visitor) => row.expected[visitor] === 'not_found')) {
      for (const door of [call, callRest]) {
        const ofHidden = comparable(await door(by, path, row.input(shared)));
        const ofMissing = comparable(await door(by, path, row.input(nowhere)));
        expect(ofHidden).toStrictEqual(ofMissing);
        if (ofHidden) expect(ofHidden.status).toBe(404);
      }
    }
  });

  test('are the same in one batch', async () => {
    const [hidden, absent] = [{ id: shared.in.submitted }, { id: missing }];
    const input = encodeURIComponent(JSON.stringify({ 0: { json: hidden }, 1: { json: absent } }));
    const path = 'homeowner.requests.get';
    const reply = await server.app.inject({
      url: `/trpc/${path},${path}?batch=1&input=${input}`,
      headers: stage.headersOf('otherHomeowner'),
    });
    const [first, second] = reply.json<unknown[]>();
    expect(first).toStrictEqual(second);
  });

  test('a wrong role hears nothing of either, nor of the input', async () => {
    for (const [path, row] of ofRecords) {
      const by = row.expected.official === 'forbidden' ? 'official' : 'otherHomeowner';
      const replies = [
        await call(by, path, row.input(shared)),
        await call(by, path, row.input(nowhere)),
        await call(by, path, { id: 'no id at all' }),
      ];
      expect(replies[0]?.status).toBe(403);
      expect(new Set(replies.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    }
  });
});

describe('the canaries', () => {
  test('are shown to their owner, by each door', async () => {
    for (const [path, fields] of [
      ['homeowner.requests.list', ['title', 'description', 'line1', 'line2', 'city', 'region', 'zip']],
      ['homeowner.plans.list', ['plan-title', 'plan-description']],
      ['homeowner.properties.list', ['label', 'access-notes', 'line1', 'zip']],
    ] as const) {
      for (const reply of [await call('owner', path, {}), await callRest('owner', path, {})]) {
        for (const field of fields) expect(reply?.body).toContain(canary(field));
      }
    }
  });

  test('are shown to an official of the place, but for what the owner alone knows', async () => {
    for (const path of ['official.requests.list', 'official.requests.get']) {
      for (const door of [call, callRest]) {
        const reply = await door('official', path, path.endsWith('get') ? { id: shared.in.submitted } : {});
        for (const field of ['title', 'description', 'line1', 'line2', 'city', 'region', 'zip']) {
          expect(reply?.body).toContain(canary(field));
        }
      }
    }
    const read = told.filter(({ by, path }) => mayRead(by, path));
    expect(read.length).toBeGreaterThan(12);
    const leaks = read.flatMap(({ path, told: reply }) => {
      const secrets = ownersAlone.filter((secret) => JSON.stringify(reply).includes(secret));
      return secrets.map((secret) => `${path}: ${secret}`);
    });
    // How to get in is for who has to: the contractor on the job, asking for just that.
    expect(new Set(leaks)).toEqual(new Set([`contractor.jobs.access: ${canary('access-notes')}`]));
  });

  test('were in no reply to anybody else: no field, no header, no id, no number', async () => {
    const requests = await server.connection.db.collection('requests').find().toArray();
    const ofOwner = requests.filter(({ title }) => String(title).startsWith(mark));
    expect(ofOwner.length).toBeGreaterThan(20);
    const secrets = [
      mark,
      '92.654321',
      '44.123456',
      ...ofOwner.flatMap(({ _id, number }) => [String(_id), String(number)]),
      stage.idOf('owner'),
    ];
    const others = told.filter(({ by, path }) => by !== 'owner' && !mayRead(by, path));
    expect(others.length).toBeGreaterThan(150);
    const leaks = others.flatMap(({ by, told: reply }) => {
      const text = JSON.stringify(reply);
      return secrets.filter((secret) => text.includes(secret)).map((secret) => `${by}: ${secret}`);
    });
    expect(leaks).toEqual([]);
  });

  test('are in no line of the log, whoever called', () => {
    expect(log.length).toBeGreaterThan(200);
    expect(log.filter((line) => line.includes(mark) || line.includes('654321'))).toEqual([]);
    expect(log.filter((line) => /bearer|eyJ/i.test(line))).toEqual([]);
  });
});
