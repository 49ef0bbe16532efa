import { randomBytes } from 'node:crypto';
import type { Visitor } from '@pmp/api/testing/matrix';
import { rows } from '@pmp/api/testing/matrix-rows';
import { pathParameters } from '../../src/rest/operation.ts';
import { operations } from '../../src/rest/operations.ts';
import type { Stage } from './stage.ts';
import type { TestServer } from './start-test-server.ts';

type Input = Record<string, unknown>;

/** Where a mutation leaves its effects, and what it does with several at once. */
export interface Mutation {
  keyField: 'clientKey' | 'commandKey';
  /** What it is tried with, if not just what the matrix calls it with. */
  input?(given: Input, world: World): Input | Promise<Input>;
  /** The same command with other contents. */
  other(input: Input): Input;
  /** How often anything has been done to the record in question. Only the difference counts. */
  deeds(world: World, input: Input): Promise<number>;
  /** The keys that the record remembers. */
  keys(world: World, input: Input): Promise<string[]>;
  /** What becomes of several at once under keys of their own: one wins, each makes its own, or all find it done. */
  rivals: 'one wins' | 'each its own' | 'all find it done';
  /** What those hear who come too late: nothing, where the record is no longer theirs to see. */
  tooLate: 404 | 409;
  /** How many run at once: twenty for one of each mechanism (a create, a change, a decision), eight for those that share it. */
  racers: number;
}

export interface World {
  server: TestServer;
  stage: Stage;
}

/** What a mutation is tried on. */
export interface Target {
  headers: { authorization?: string };
  input: Input;
}

/** A fresh record, in the state that the matrix has for the mutation, before whom it lets do it. */
export const prepare = async (world: World, path: string): Promise<Target> => {
  const { stage } = world;
  const row = rows[path];
  const by = (Object.keys(row?.expected ?? {}) as Visitor[]).find(
    (visitor) => row?.expected[visitor] === 'ok',
  );
  if (!row || !by) throw new Error(`The matrix has nobody who may call ${path}`);
  const given = (await stage.inputOf(row)) as Input;
  const input = (await mutations[path]?.input?.(given, world)) ?? given;
  return { headers: stage.headersOf(by), input };
};

interface Reply {
  result?: { data: { json: Record<string, unknown> } };
  error?: { json: { data: { appCode: string } } };
}

export const callTrpc = async (server: TestServer, path: string, { headers, input }: Target) => {
  const url = `/trpc/${path}`;
  const reply = await server.app.inject({ method: 'POST', url, headers, payload: { json: input } });
  return { status: reply.statusCode, body: reply.json<Reply>() };
};

/** The REST face of a mutation. */
export const restOf = (path: string) => {
  const row = operations.find(({ procedure }) => procedure === path);
  if (!row || row.method === 'GET') throw new Error(`REST has no way to ${path}`);
  const { method, status } = row;
  const parameters = pathParameters(row.path);
  return {
    status,
    send: (server: TestServer, { headers, input }: Target, key: string) =>
      server.app.inject({
        method,
        url: parameters.reduce((url, name) => url.replace(`{${name}}`, String(input[name])), row.path),
        headers: { ...headers, 'idempotency-key': key },
        payload: Object.fromEntries(Object.entries(input).filter(([name]) => !parameters.includes(name))),
      }),
  };
};

const docsOf = ({ server }: World, collection: string) =>
  server.connection.db.collection(collection).find().toArray();

/** The document itself: what a command left there, seen or not. */
const stored = async (world: World, collection: string, id: unknown) =>
  (await docsOf(world, collection)).find(({ _id }) => String(_id) === id);

const keysOf = (doc: Record<string, unknown> | undefined) =>
  ((doc?.['commands'] ?? []) as { key: string }[]).map(({ key }) => key);

const many = 20;
const few = 8;

/** One more write to a record: `idIn` is the field that names it. */
const change = (collection: string, idIn = 'id') => ({
  keyField: 'commandKey' as const,
  rivals: 'one wins' as const,
  tooLate: 409 as const,
  racers: few,
  other: (input: Input) => ({ ...input, version: Number(input['version'] ?? 0) + 1 }),
  deeds: async (world: World, input: Input) =>
    Number((await stored(world, collection, input[idIn]))?.['version'] ?? 0),
  keys: async (world: World, input: Input) => keysOf(await stored(world, collection, input[idIn])),
});

/** One more record. It is the memory of its own key. */
const create = (collection: string) => ({
  keyField: 'clientKey' as const,
  rivals: 'each its own' as const,
  tooLate: 409 as const,
  racers: many,
  deeds: async (world: World) => (await docsOf(world, collection)).length,
  keys: async () => [],
});

/** All of these go the one way in which requests are changed. */
const move = change('requests');
/** Legal again once it has been done: only who has seen the request as it was does it once. */
const seen = { ...move, input: (given: Input) => ({ ...given, version: 3 }) };

const decision = {
  ...change('blocks', 'personId'),
  racers: many,
  rivals: 'all find it done' as const,
  other: (input: Input) => ({ ...input, reason: 'For another reason' }),
  deeds: async (world: World, { personId }: Input) => {
    const decisions: unknown = (await stored(world, 'blocks', personId))?.['decisions'];
    return Array.isArray(decisions) ? decisions.length : 0;
  },
};

const profileOf = (world: World) => stored(world, 'contractors', world.stage.idOf('assignedContractor'));

/** Every mutation of the router. A new one fails the test until it is here. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'homeowner.requests.create': {
    ...create('requests'),
    other: (input) => ({ ...input, title: 'Roof leaks' }),
  },
  'homeowner.requests.update': {
    ...move,
    other: (input) => ({ ...input, title: 'Roof leaks' }),
  },
  'homeowner.requests.submit': move,
  'homeowner.requests.invite': seen,
  'homeowner.requests.offer': move,
  'homeowner.requests.release': move,
  'homeowner.requests.offerWindows': seen,
  'homeowner.requests.confirmWindow': move,
  'homeowner.requests.cancelVisit': move,
  'homeowner.requests.hold': move,
  'homeowner.requests.resume': move,
  'homeowner.requests.confirm': move,
  'homeowner.requests.sendBack': move,
  'homeowner.requests.rate': move,
  'homeowner.requests.reopen': move,
  'homeowner.requests.cancel': { ...move, racers: many },
  'homeowner.requests.merge': move,
  'homeowner.requests.restore': move,

  'homeowner.properties.create': {
    ...create('properties'),
    racers: few,
    other: (input) => ({ ...input, label: 'Cabin' }),
  },
  'homeowner.properties.update': {
    ...change('properties'),
    other: (input) => ({ ...input, label: 'Cabin' }),
  },

  'homeowner.plans.create': {
    ...create('plans'),
    racers: few,
    other: (input) => ({ ...input, title: 'Sweep the chimney' }),
  },
  'homeowner.plans.update': {
    ...change('plans'),
    other: (input) => ({ ...input, title: 'Sweep the chimney' }),
  },
  'homeowner.plans.end': { ...change('plans'), rivals: 'all find it done' },

  'contractor.profile.save': {
    ...change('contractors'),
    input: async (given, world) => ({ ...given, version: (await profileOf(world))?.['version'] }),
    other: (input) => ({ ...input, capacity: 9 }),
    deeds: async (world) => Number((await profileOf(world))?.['version']),
    keys: async (world) => keysOf(await profileOf(world)).slice(-1),
  },
  'contractor.jobs.acceptOffer': move,
  'contractor.jobs.release': { ...move, tooLate: 404 },
  'contractor.jobs.offerWindows': { ...move, input: (given) => ({ ...given, version: 2 }) },
  'contractor.jobs.confirmWindow': move,
  'contractor.jobs.cancelVisit': move,
  'contractor.jobs.start': move,
  'contractor.jobs.hold': move,
  'contractor.jobs.resume': move,
  'contractor.jobs.complete': move,

  'official.requests.reject': move,
  'official.requests.merge': move,
  'official.requests.reopen': move,
  'official.requests.reinstate': move,
  'official.requests.stopWork': seen,
  'official.requests.liftStopWork': move,
  'official.requests.setPriorityFloor': { ...move, rivals: 'all find it done' },

  'official.people.suspend': {
    ...decision,
    input: (given) => ({ ...given, personId: randomBytes(12).toString('hex') }),
  },
  'official.people.reinstate': { ...decision, racers: few },
};
