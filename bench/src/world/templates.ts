import { appRouter, type Composed, composeApi, createCallerFactory, openConnection } from '@pmp/api/server';
import type { CreateRequest } from '@pmp/contracts/request';
import { riverton } from '@pmp/devkit/city/map';
import { saveMap } from '@pmp/devkit/city/seed-map';
import type { Document } from 'mongodb';
import type { People } from './people.ts';

/** A request and its events as the platform itself stored them: what the generator multiplies, so that it cannot drift. */
export interface Template {
  readonly request: Document;
  readonly events: readonly Document[];
}

export interface Target {
  readonly mongoUrl: string;
  readonly dbName: string;
  readonly userNamespace: string;
}

const socketTimeoutMs = 120_000;

/** What everybody here reports: as long as people write. */
export const reportOf = (index: number): CreateRequest => {
  const district = riverton.districts[index % riverton.districts.length] ?? riverton.districts[0];
  const street = district?.streets[index % district.streets.length] ?? '';
  return {
    title: `Water comes through the kitchen ceiling (${index})`,
    description:
      'Since the storm on Sunday there is a brown stain above the sink, and it drips when it rains. The flat above ' +
      'is dry. I have put a bucket there and switched off the light. Someone is at home in the mornings.',
    category: 'plumbing',
    priority: 'high',
    address: {
      line1: `${1 + (index % 90)} ${street}`,
      city: riverton.name,
      postalCode: district?.postalCode ?? '',
      country: 'US',
    },
  };
};

/** Runs `work` with the API composed on a database, as a server process has it. */
export const withApi = async <Result>(
  { mongoUrl, dbName, userNamespace }: Target,
  work: (composed: Composed, connection: ReturnType<typeof openConnection>) => Promise<Result>,
): Promise<Result> => {
  const connection = openConnection({ url: mongoUrl, dbName, socketTimeoutMs, monitorCommands: true });
  const failures: unknown[] = [];
  const api = composeApi({
    connection,
    version: 'bench',
    userNamespace,
    allowances: { requestsADay: 0, properties: 0 },
    onError: (error) => failures.push(error),
  });
  try {
    await api.prepare();
    const result = await work(api, connection);
    await api.stop();
    if (failures.length > 0) throw new AggregateError(failures, 'Background work failed.');
    return result;
  } finally {
    await api.stop();
    await connection.close();
  }
};

/** Calls procedures as somebody, in this process. */
export const callerFor = (deps: Composed['deps'], userId: string, role: 'homeowner' | 'official') =>
  createCallerFactory(appRouter)({
    deps,
    principal: { userId, roles: [role], expiresAt: new Date(Date.now() + 3_600_000) },
    requestId: 'bench',
  });

const kinds = 24;

/** Indexes, reference data and one request of each kind, written by the platform's own procedures and taken out again. */
export const prepareDatabase = (target: Target, people: People): Promise<Template[]> =>
  withApi(target, async (api, connection) => {
    const { db } = connection;
    await saveMap({ connection, officials: api.deps.officials, userNamespace: target.userNamespace });
    await api.prepare();
    const { homeowner } = callerFor(api.deps, people.reader.id, 'homeowner');
    for (let index = 0; index < kinds; index += 1) {
      await homeowner.requests.create({ ...reportOf(index), clientKey: `bench-template-${index}` });
    }
    await api.stop();
    const requests = await db.collection('requests').find().toArray();
    const templates: Template[] = [];
    for (const request of requests) {
      const events = await db.collection('events').find({ subject: request._id }).toArray();
      templates.push({ request, events });
    }
    await db.collection('requests').deleteMany({});
    await db.collection('events').deleteMany({});
    await db.collection('outbox').deleteMany({});
    return templates;
  });
