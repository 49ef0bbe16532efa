import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeApi } from '../src/compose.ts';
import { aPrincipal } from './factories/principal.ts';
import { aNewProperty } from './factories/property.ts';
import { aReport } from './factories/request.ts';
import { commandLog } from './mongo/command-log.ts';
import { useTestDatabase } from './mongo/test-database.ts';
import { callerOf, refusalOf } from './testing.ts';

const rethrow = (error: unknown) => {
  throw error;
};

describe('allowances, by processes that know nothing of each other', () => {
  const connection = useTestDatabase('allowances');
  const compose = () =>
    composeApi({
      connection,
      version: '0.0.0-test',
      userNamespace: 'https://issuer.test/',
      allowances: { requestsADay: 20, properties: 7, plans: 7 },
      onError: rethrow,
    });
  const apis = [compose(), compose(), compose()];
  const log = commandLog(connection);
  // Carries nothing, so that what is counted is the call alone.
  const relay = { push: () => undefined };
  beforeAll(async () => {
    for (const api of apis) await api.prepare();
  });
  afterAll(async () => {
    for (const api of apis) await api.stop();
  });

  it('hold exactly: of 45 simultaneous requests 20 are stored, of 15 properties 7', async () => {
    const homeowner = aPrincipal();
    const callers = apis.map(({ deps }) => callerOf({ ...deps, relay }, homeowner).homeowner);
    const many = <Made>(count: number, make: (caller: (typeof callers)[number]) => Promise<Made>) =>
      Promise.all(
        Array.from({ length: count / 3 }, () => callers.map((caller) => refusalOf(make(caller)))).flat(),
      );
    const reports = await many(45, ({ requests }) => requests.create(aReport()));
    const refusals = reports.flatMap((refusal) => refusal?.data.appCode ?? []);
    expect(refusals).toEqual(Array<string>(25).fill('too_many'));
    const homes = await many(15, ({ properties }) => properties.create(aNewProperty()));
    expect(homes.filter((refusal) => refusal === undefined)).toHaveLength(7);
    const [caller] = callers;
    expect((await caller?.requests.list({ limit: 100 }))?.items).toHaveLength(20);
    expect((await caller?.properties.list({ limit: 100 }))?.items).toHaveLength(7);
  });

  it('cost the process that knows one command, and one that guessed wrong three', async () => {
    const homeowner = aPrincipal();
    const [here, there] = apis.map(({ deps }) => callerOf({ ...deps, relay }, homeowner).homeowner.requests);
    if (!here || !there) throw new Error('Three were composed');
    for (let index = 0; index < 12; index += 1) {
      expect(await log.during(() => here.create(aReport()))).toEqual(['insert']);
    }
    const first = await log.during(() => there.create(aReport()));
    expect([['insert'], ['insert', 'find', 'insert']]).toContainEqual(first);
  });
});
