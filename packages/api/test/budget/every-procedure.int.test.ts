import type { AnyTRPCRouter } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeApi } from '../../src/compose.ts';
import type { Deps } from '../../src/deps.ts';
import { saveJurisdictions } from '../../src/modules/place/place.mongo.ts';
import { appRouter } from '../../src/router.ts';
import { aProfile } from '../factories/contractor.ts';
import { anAddress, aPlace, riverton } from '../factories/place.ts';
import { aNewPlan } from '../factories/plan.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aNewProperty } from '../factories/property.ts';
import { hexId } from '../factories/unique.ts';
import { type Fixture, type PlantedArea, plantCases, plantedAreas } from '../matrix/plant.ts';
import { rows } from '../matrix/rows/index.ts';
import { commandLog } from '../mongo/command-log.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { undeclaredFilters } from '../mongo/undeclared-filters.ts';
import { callerOf, callPath } from '../testing.ts';
import { budgets, reasonsToGoBeyond } from './budgets.ts';

const procedures: AnyTRPCRouter['_def']['procedures'] = appRouter._def.procedures;
const isQuery = (path: string) => procedures[path]._def.type === 'query';

const rethrow = (error: unknown) => {
  throw error;
};

describe('the commands of every procedure, on success', () => {
  const connection = useTestDatabase('every_budget');
  const api = composeApi({
    connection,
    version: '0.0.0-test',
    userNamespace: 'https://issuer.test/',
    allowances: { requestsADay: 0, properties: 0, plans: 0 },
    onError: rethrow,
  });
  // They carry nothing: what is counted is the call alone.
  const held = { push: () => undefined };
  const deps: Deps = { ...api.deps, relay: held, quoteRelay: held };
  const log = commandLog(connection);
  const owner = aPrincipal();
  const contractor = aPrincipal({ roles: ['contractor'] });
  const official = aPrincipal({ roles: ['official'] });
  const nobody = aPrincipal({ roles: ['official'] });

  beforeAll(async () => {
    await api.prepare();
    await saveJurisdictions(connection.db, [riverton]);
    await api.prepare();
    for (const { userId } of [official, nobody]) await deps.officials.assign(userId, 'riverton');
    const licence = { trade: 'plumbing', number: 'PL-1', issuer: 'City', validUntil: new Date('2099-01-01') };
    await callerOf(deps, contractor).contractor.profile.save(aProfile({ licences: [licence] }));
    // What a person's first call leaves behind is not the call's.
    await callerOf(deps, official).official.requests.list({});
    log.forget();
  });
  afterAll(() => api.stop());

  const aFixture = async (areas: readonly PlantedArea[]): Promise<Fixture> => {
    const { properties, plans } = callerOf(deps, owner).homeowner;
    const { id: propertyId } = await properties.create(aNewProperty());
    const { id: planId } = await plans.create(aNewPlan({ propertyId }));
    const suspendedId = hexId();
    await callerOf(deps, official).official.people.suspend({
      personId: suspendedId,
      reason: 'Sends threats',
    });
    const planting = {
      ownerId: owner.userId,
      contractorId: contractor.userId,
      propertyId,
      address: anAddress(),
      place: aPlace(),
      title: 'Kitchen tap drips',
      description: 'All night.',
    };
    const cases = await plantCases(deps, planting, areas);
    return { ...cases, propertyId, planId, suspendedId, contractorId: contractor.userId };
  };

  let shared: Promise<Fixture> | undefined;
  /** A question changes nothing: all of them share what they ask about. */
  const fixtureFor = (path: string) => {
    if (isQuery(path)) return (shared ??= aFixture(plantedAreas));
    return aFixture(plantedAreas.filter((area) => path.includes(`.${area}.`)));
  };

  const callerFor = (path: string) => {
    const { expected } = rows[path] ?? {};
    if (expected?.owner === 'ok') return owner;
    return expected?.assignedContractor === 'ok' ? contractor : official;
  };

  const paths = Object.keys(rows).filter((path) => path !== 'live.feed');

  it('has a budget for every procedure, and for nothing else', () => {
    const procedures = Object.keys(appRouter._def.procedures).filter((path) => path !== 'live.feed');
    expect(Object.keys(budgets).toSorted()).toEqual(procedures.toSorted());
  });

  it('takes one command for a query, two for a mutation and five with a transaction, or has a reason', () => {
    const mostOf = (path: string, commands: readonly string[]) => {
      if (isQuery(path)) return 1;
      return commands.includes('commitTransaction') ? 5 : 2;
    };
    const beyond = Object.entries(budgets).filter(
      ([path, commands]) => commands.length > mostOf(path, commands),
    );
    expect(beyond.map(([path]) => path).toSorted()).toEqual(Object.keys(reasonsToGoBeyond).toSorted());
  });

  /** What has to be there for a call to do all of its work. */
  const prepare: Readonly<Record<string, (our: Fixture) => Promise<Fixture>>> = {
    'contractor.jobs.calendar': async (our) => {
      const { version, bookings } = await deps.calendars.read(our.contractorId);
      const [start, end] = [our.now, new Date(our.now.getTime() + 3_600_000)];
      const booking = { requestId: our.in.scheduled, start, end };
      await deps.calendars.book(our.contractorId, version, [...bookings, booking]);
      return our;
    },
    // Who is out already stays out.
    'official.people.suspend': async (our) => ({ ...our, suspendedId: hexId() }),
  };

  it.each(paths)('%s', async (path) => {
    const our = await fixtureFor(path);
    const input = rows[path]?.input((await prepare[path]?.(our)) ?? our);
    const context = { deps, principal: callerFor(path), requestId: 'budget' };
    const sent = await log.during(() => callPath(context, path, input));
    expect(sent).toEqual(budgets[path]);
  });

  it('every filter that was sent is a declared query shape', () => {
    expect(undeclaredFilters(log.all())).toEqual([]);
    expect(log.all().length).toBeGreaterThan(500);
  });
});
