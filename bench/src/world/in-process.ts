import { appRouter, type Composed, composeApi, createCallerFactory, openConnection } from '@pmp/api/server';
import type { Role } from '@pmp/contracts/role';

export interface Target {
  readonly mongoUrl: string;
  readonly dbName: string;
  readonly userNamespace: string;
}

/** The API as it is composed in this process. */
export type Api = Composed;

const socketTimeoutMs = 120_000;

/** Runs `work` with the API composed on a database, as a server process has it. */
export const withApi = async <Result>(
  { mongoUrl, dbName, userNamespace }: Target,
  work: (api: Api, connection: ReturnType<typeof openConnection>) => Promise<Result>,
): Promise<Result> => {
  const connection = openConnection({ url: mongoUrl, dbName, socketTimeoutMs, monitorCommands: true });
  const failures: unknown[] = [];
  const api = composeApi({
    connection,
    version: 'bench',
    userNamespace,
    allowances: { requestsADay: 0, properties: 0, plans: 0 },
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
export const callerFor = (deps: Api['deps'], userId: string, role: Role) =>
  createCallerFactory(appRouter)({
    deps,
    principal: { userId, roles: [role], expiresAt: new Date(Date.now() + 3_600_000) },
    requestId: 'bench',
  });
