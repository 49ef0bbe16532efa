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
  /** The same command with other contents; absent where it has none. */
  other?(input: Input): Input;
  /** How often anything has been done to the record in question. Only the difference counts. */
  deeds(world: World, input: Input): Promise<number>;
  /** The keys that the record remembers; absent where the record itself is the memory. */
  keys?(world: World, input: Input): Promise<string[]>;
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
  const given = (await stage.inputOf(path)) as Input;
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

/** The document itself: what a command left there, seen or not. `by` is its field that holds the id. */
const stored = async (world: World, collection: string, { id, by = '_id' }: { id: unknown; by?: string }) =>
  (await docsOf(world, collection)).find((doc) => String(doc[by]) === id);

const keysOf = (doc: Record<string, unknown> | undefined) =>
  ((doc?.['commands'] ?? []) as { key: string }[]).map(({ key }) => key);

const many = 20;
const few = 8;

/** One more write to a record: `idIn` is the field of the input that names it, `by` the one of the document. */
const change = (collection: string, { idIn = 'id', by = '_id' } = {}) => {
  const docOf = (world: World, input: Input) => stored(world, collection, { id: input[idIn], by });
  return {
    keyField: 'commandKey' as const,
    rivals: 'one wins' as const,
    tooLate: 409 as const,
    racers: few,
    other: (input: Input) => ({ ...input, version: Number(input['version'] ?? 0) + 1 }),
    deeds: async (world: World, input: Input) => Number((await docOf(world, input))?.['version'] ?? 0),
    keys: async (world: World, input: Input) => keysOf(await docOf(world, input)),
  };
};

/** One more record. It is the memory of its own key. */
const create = (collection: string) => ({
  keyField: 'clientKey' as const,
  rivals: 'each its own' as const,
  tooLate: 409 as const,
  racers: many,
  deeds: async (world: World) => (await docsOf(world, collection)).length,
});

/** All of these go the one way in which requests are changed. */
const move = change('requests');
/** Legal again once it has been done: only who has seen the request as it was does it once. */
const seen = { ...move, input: (given: Input) => ({ ...given, version: 3 }) };

/** Changes a job that the input names beside what it is about. */
const ofJob = change('requests', { idIn: 'requestId' });
const quote = change('quotes', { idIn: 'requestId', by: 'requestId' });
/** Of what may be done again: who has seen the record as it was first does it once. */
const first = (given: Input) => ({ ...given, version: 1 });
const withReason = (input: Input) => ({ ...input, reason: 'For another reason' });

const decision = {
  ...change('blocks', { idIn: 'personId' }),
  racers: many,
  rivals: 'all find it done' as const,
  other: withReason,
  deeds: async (world: World, { personId }: Input) => {
    const decisions: unknown = (await stored(world, 'blocks', { id: personId }))?.['decisions'];
    return Array.isArray(decisions) ? decisions.length : 0;
  },
};

const profileOf = (world: World) =>
  stored(world, 'contractors', { id: world.stage.idOf('assignedContractor') });

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

  'homeowner.quotes.accept': { ...move, racers: many },
  'homeowner.changeOrders.approve': ofJob,
  'homeowner.changeOrders.decline': ofJob,
  'homeowner.invoices.pay': {
    ...ofJob,
    other: (input) => ({ ...input, id: 'f'.repeat(24) }),
  },

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
  'contractor.quotes.save': { ...quote, input: first },
  'contractor.quotes.submit': { ...quote, input: first, racers: many },
  'contractor.quotes.withdraw': quote,
  'contractor.changeOrders.propose': ofJob,
  'contractor.changeOrders.withdraw': ofJob,
  'contractor.workLog.create': {
    ...create('workLog'),
    other: (input) => ({ ...input, text: 'Fitted two valves' }),
  },
  'contractor.workLog.remove': {
    keyField: 'commandKey',
    rivals: 'all find it done',
    tooLate: 409,
    racers: few,
    deeds: async (world, { id }) => ((await stored(world, 'workLog', { id }))?.['removedAt'] ? 1 : 0),
  },
  'contractor.invoices.save': { ...change('invoices', { idIn: 'requestId', by: 'requestId' }), input: first },
  'contractor.invoices.publish': ofJob,
  'contractor.invoices.cancel': { ...ofJob, other: withReason },

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
