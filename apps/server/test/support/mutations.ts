import { randomUUID } from 'node:crypto';
import { userIdOf } from '@pmp/api/server';
import type { TestServer } from './start-test-server.ts';

export interface Visitor {
  authorization: string;
}

/** What a mutation is tried on: who calls, and the record in question. */
export interface Target {
  headers: Visitor;
  id: string;
}

/** A mutation, and how to see what it did. */
export interface Mutation {
  keyField: 'clientKey' | 'commandKey';
  /** A fresh record of a fresh person. */
  prepare(server: TestServer): Promise<Target>;
  input(target: Target): Record<string, unknown>;
  /** The same command with other contents. */
  other(target: Target): Record<string, unknown>;
  /** How often it has had an effect on the target. */
  effects(server: TestServer, target: Target): Promise<number>;
  /** The keys that the record remembers. */
  keys(server: TestServer, target: Target): Promise<string[]>;
  /** What becomes of twenty at once under keys of their own: one wins, each makes its own, or all find it done. */
  rivals: 'one wins' | 'each its own' | 'all find it done';
  /** Its REST face. */
  rest?: { method: 'POST' | 'PATCH'; url(target: Target): string; status: number };
}

const as = async (server: TestServer, role: 'homeowner' | 'contractor' | 'official'): Promise<Visitor> => ({
  authorization: `Bearer ${await server.issuer.mint({ sub: `auth0|${randomUUID()}`, roles: [role] })}`,
});

export const callTrpc = async (
  server: TestServer,
  path: string,
  { headers, input, method = 'POST' }: { headers: Visitor; input: unknown; method?: 'GET' | 'POST' },
) => {
  const query = `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
  const reply = await server.app.inject({
    method,
    url: `/trpc/${path}${method === 'GET' ? query : ''}`,
    headers: { ...headers },
    ...(method === 'POST' && { payload: { json: input } }),
  });
  return { status: reply.statusCode, body: reply.json<Reply>() };
};

interface Reply {
  result?: { data: { json: { id: string; items: unknown[] } } };
  error?: { json: { data: { appCode: string } } };
}

const made = async (server: TestServer, path: string, asked: { headers: Visitor; input: unknown }) => {
  const { body } = await callTrpc(server, path, asked);
  const id = body.result?.data.json.id;
  if (id === undefined) throw new Error(`${path} made nothing: ${JSON.stringify(body)}`);
  return id;
};

/** The document itself: what a command left there, seen or not. */
const stored = async (server: TestServer, collection: string, id: string) => {
  const docs = await server.connection.db.collection(collection).find().toArray();
  return docs.find(({ _id }) => String(_id) === id);
};

const keysOf = (doc: Record<string, unknown> | undefined) =>
  ((doc?.['commands'] ?? []) as { key: string }[]).map(({ key }) => key);

const address = { line1: '12 Mill Lane', city: 'Riverton', postalCode: '10115' };
const report = { title: 'Kitchen tap leaks', description: 'It drips.', category: 'plumbing', address };
const home = { label: 'Home', kind: 'house', address };

const ofRecord = (collection: 'requests' | 'properties') => ({
  prepare: async (server: TestServer) => {
    const headers = await as(server, 'homeowner');
    const input = collection === 'requests' ? report : home;
    return { headers, id: await made(server, `homeowner.${collection}.create`, { headers, input }) };
  },
  effects: async (server: TestServer, { id }: Target) =>
    Number((await stored(server, collection, id))?.['version']) - 1,
  keys: async (server: TestServer, { id }: Target) => keysOf(await stored(server, collection, id)),
});

const ofList = (path: string) => ({
  keyField: 'clientKey' as const,
  rivals: 'each its own' as const,
  prepare: async (server: TestServer) => ({ headers: await as(server, 'homeowner'), id: '' }),
  effects: async (server: TestServer, { headers }: Target) => {
    const { body } = await callTrpc(server, path, { headers, input: { limit: 100 }, method: 'GET' });
    return body.result?.data.json.items.length ?? 0;
  },
  // The record that was made is the memory of its own key.
  keys: async () => [],
});

const profile = {
  displayName: 'Brook Plumbing',
  about: '',
  trades: ['plumbing'],
  serviceArea: { kind: 'circle', centre: { lon: -1.5, lat: 52.1 }, radiusM: 5000 },
  licences: [],
  insurance: null,
  capacity: 4,
  currency: 'EUR',
  active: true,
};

const ofPerson = {
  keyField: 'commandKey' as const,
  rivals: 'all find it done' as const,
  keys: async (server: TestServer, { id }: Target) => keysOf(await stored(server, 'blocks', id)),
  input: ({ id }: Target) => ({ personId: id, reason: 'As agreed' }),
  other: ({ id }: Target) => ({ personId: id, reason: 'For another reason' }),
};

const decisions = async (server: TestServer, { id }: Target) =>
  ((await stored(server, 'blocks', id))?.['decisions'] as unknown[] | undefined)?.length ?? 0;

const aPerson = async (server: TestServer) => ({
  headers: await as(server, 'official'),
  id: userIdOf(server.issuer.url, `auth0|${randomUUID()}`),
});

/** A request that nothing places, so that it is any official's, and an official; `status` as if moves had led there. */
const overseen = (status: string) => ({
  keyField: 'commandKey' as const,
  prepare: async (server: TestServer) => {
    const owner = await as(server, 'homeowner');
    const id = await made(server, 'homeowner.requests.create', { headers: owner, input: report });
    const doc = await stored(server, 'requests', id);
    const requests = server.connection.db.collection('requests');
    await requests.updateOne({ number: doc?.['number'] }, { $set: { status } });
    const sub = `auth0|${randomUUID()}`;
    await server.api.deps.officials.assign(userIdOf(server.issuer.url, sub), 'riverton');
    const token = await server.issuer.mint({ sub, roles: ['official'] });
    return { headers: { authorization: `Bearer ${token}` }, id };
  },
  effects: async (server: TestServer, { id }: Target) =>
    Number((await stored(server, 'requests', id))?.['version']) - 1,
  keys: async (server: TestServer, { id }: Target) => keysOf(await stored(server, 'requests', id)),
});

const overseenMove = (move: string) => ({
  method: 'POST' as const,
  url: ({ id }: Target) => `/official/requests/${id}/${move}`,
  status: 200,
});

const requests = '/homeowner/requests';
const properties = '/homeowner/properties';

const contractorProfile = '/contractor/profile';

/** Every mutation of the router. A new one fails the test until it is here. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'contractor.profile.save': {
    keyField: 'commandKey',
    rivals: 'one wins',
    prepare: async (server) => {
      const headers = await as(server, 'contractor');
      return { headers, id: await made(server, 'contractor.profile.save', { headers, input: profile }) };
    },
    input: () => ({ ...profile, version: 1, capacity: 5 }),
    other: () => ({ ...profile, version: 1, capacity: 6 }),
    effects: async (server, { id }) => Number((await stored(server, 'contractors', id))?.['version']) - 1,
    keys: async (server, { id }) => keysOf(await stored(server, 'contractors', id)),
    rest: { method: 'POST', url: () => contractorProfile, status: 200 },
  },
  'homeowner.requests.create': {
    ...ofList('homeowner.requests.list'),
    input: () => report,
    other: () => ({ ...report, title: 'Roof leaks' }),
    rest: { method: 'POST', url: () => requests, status: 201 },
  },
  'homeowner.requests.update': {
    ...ofRecord('requests'),
    keyField: 'commandKey',
    rivals: 'one wins',
    input: ({ id }) => ({ id, version: 1, title: 'Kitchen tap pours' }),
    other: ({ id }) => ({ id, version: 1, title: 'Roof leaks' }),
    rest: { method: 'PATCH', url: ({ id }) => `${requests}/${id}`, status: 200 },
  },
  'homeowner.requests.cancel': {
    ...ofRecord('requests'),
    keyField: 'commandKey',
    rivals: 'one wins',
    input: ({ id }) => ({ id, reason: 'Fixed it myself' }),
    other: ({ id }) => ({ id, reason: 'Sold the house' }),
    rest: { method: 'POST', url: ({ id }) => `${requests}/${id}/cancel`, status: 200 },
  },
  'homeowner.properties.create': {
    ...ofList('homeowner.properties.list'),
    input: () => home,
    other: () => ({ ...home, label: 'Cottage' }),
    rest: { method: 'POST', url: () => properties, status: 201 },
  },
  'homeowner.properties.update': {
    ...ofRecord('properties'),
    keyField: 'commandKey',
    rivals: 'one wins',
    input: ({ id }) => ({ id, version: 1, label: 'Cottage' }),
    other: ({ id }) => ({ id, version: 1, label: 'Cabin' }),
    rest: { method: 'PATCH', url: ({ id }) => `${properties}/${id}`, status: 200 },
  },
  'official.requests.reject': {
    ...overseen('submitted'),
    rivals: 'one wins',
    input: ({ id }) => ({ id, resolution: 'not_responsible', closingText: 'It is not ours.' }),
    other: ({ id }) => ({ id, resolution: 'no_fault_found', closingText: 'It is not ours.' }),
    rest: overseenMove('reject'),
  },
  'official.requests.reopen': {
    ...overseen('closed'),
    rivals: 'one wins',
    input: ({ id }) => ({ id, reason: 'It leaks again' }),
    other: ({ id }) => ({ id, reason: 'It drips again' }),
    rest: overseenMove('reopen'),
  },
  'official.requests.reinstate': {
    ...overseen('rejected'),
    rivals: 'one wins',
    input: ({ id }) => ({ id, reason: 'It is ours after all' }),
    other: ({ id }) => ({ id, reason: 'By mistake' }),
    rest: overseenMove('reinstate'),
  },
  'official.requests.setPriorityFloor': {
    ...overseen('submitted'),
    rivals: 'all find it done',
    input: ({ id }) => ({ id, priorityFloor: 'high' }),
    other: ({ id }) => ({ id, priorityFloor: 'urgent' }),
    rest: overseenMove('priority-floor'),
  },
  'official.people.suspend': { ...ofPerson, prepare: aPerson, effects: decisions },
  'official.people.reinstate': {
    ...ofPerson,
    prepare: async (server) => {
      const target = await aPerson(server);
      const input = { personId: target.id, reason: 'Sends threats' };
      const { status } = await callTrpc(server, 'official.people.suspend', {
        headers: target.headers,
        input,
      });
      if (status !== 200) throw new Error('The person could not be suspended');
      return target;
    },
    effects: async (server, target) => (await decisions(server, target)) - 1,
  },
};
