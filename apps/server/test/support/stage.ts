import { saveJurisdictions, territoryAround, userIdOf } from '@pmp/api/server';
import type { Visitor } from '@pmp/api/testing/matrix';
import {
  type Fixture,
  fixtureOf,
  type PlantedArea,
  plantCases,
  plantedAreas,
} from '@pmp/api/testing/matrix-plant';
import { rows } from '@pmp/api/testing/matrix-rows';
import type { TestServer } from './start-test-server.ts';

const rolesOf: Readonly<Record<Exclude<Visitor, 'anonymous'>, readonly string[]>> = {
  owner: ['homeowner'],
  otherHomeowner: ['homeowner'],
  assignedContractor: ['contractor'],
  otherContractor: ['contractor'],
  official: ['official'],
  officialElsewhere: ['official'],
  noRole: [],
  twoRoles: ['homeowner', 'contractor'],
};

/** Texts that the owner's records are made of; a mark in each shows where they turn up. */
export const textsOf = (mark: string) => {
  const word = (field: string) => `${mark}-${field}`;
  const address = {
    line1: word('line1'),
    line2: word('line2'),
    city: word('city'),
    region: word('region'),
    postalCode: word('zip'),
  };
  const [title, description] = [word('title'), word('description')];
  const location = { lon: -92.654321, lat: 44.123456 };
  return {
    word,
    report: { title, description, category: 'plumbing', address, location },
    home: { label: word('label'), kind: 'house', address, accessNotes: word('access-notes') },
    recurring: {
      title: word('plan-title'),
      description: word('plan-description'),
      category: 'heating',
      zone: 'Europe/Berlin',
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=1',
      startsOn: '2026-01-01',
      leadDays: 14,
    },
    /** Has in it what no homeowner reads. */
    profile: {
      displayName: 'Brook Plumbing',
      about: '',
      trades: ['plumbing'],
      serviceArea: { kind: 'circle', centre: location, radiusM: 5000 },
      licences: [
        {
          trade: 'plumbing',
          number: word('number'),
          issuer: word('number'),
          validUntil: '2099-01-01T00:00:00Z',
        },
      ],
      insurance: {
        insurer: word('insurer'),
        policyNumber: word('number'),
        validUntil: '2099-01-01T00:00:00Z',
      },
      capacity: 4,
      currency: 'EUR',
      active: true,
    },
  };
};

type Deps = TestServer['api']['deps'];
type Insert = Deps['requests']['insert'];

/** Holds back what is inserted until somebody reads it, so that only what a call is about has to be stored. */
const heldBack = (requests: Deps['requests']) => {
  const held = new Map<string, () => ReturnType<Insert>>();
  const store = async (id: string) => {
    const put = held.get(id);
    held.delete(id);
    const outcome = await put?.();
    if (put && outcome !== 'inserted') throw new Error(`The case could not be planted: ${outcome}`);
  };
  const port: Deps['requests'] = {
    ...requests,
    insert: async (request, entry, command) => {
      held.set(request.id, () => requests.insert(request, entry, command));
      return 'inserted';
    },
    find: async (id, scope) => {
      await store(id);
      return requests.find(id, scope);
    },
    findWith: async (id, scope, looks) => {
      await store(id);
      return requests.findWith(id, scope, looks);
    },
    findWhole: async (id, scope, looks) => {
      await store(id);
      return requests.findWhole(id, scope, looks);
    },
  };
  return {
    requests: port,
    storeThose: async (wanted: (id: string) => boolean) => {
      for (const id of [...held.keys()].filter(wanted)) await store(id);
    },
  };
};

/** Everybody who may come to a door, signed in, in a city with its officials and a contractor; and cases of the owner's. */
export const setStage = async (server: TestServer, mark: string) => {
  const { word, report, home, recurring, profile } = textsOf(mark);
  const { api, issuer, connection, app } = server;
  const subs = new Map<Visitor, string>();
  const headers = new Map<Visitor, { authorization?: string }>([['anonymous', {}]]);
  for (const visitor of Object.keys(rolesOf) as (keyof typeof rolesOf)[]) {
    const isOwner = visitor === 'owner';
    const sub = `auth0|${isOwner ? word('sub') : visitor}`;
    const claims = isOwner ? { name: word('name') } : {};
    subs.set(visitor, sub);
    const token = await issuer.mint({ sub, roles: rolesOf[visitor], claims });
    headers.set(visitor, { authorization: `Bearer ${token}` });
  }
  const idOf = (visitor: Visitor) => userIdOf(issuer.url, subs.get(visitor) ?? '');

  const territory = territoryAround(report.location, 1);
  await saveJurisdictions(connection.db, [{ id: 'riverton', name: 'Riverton', territory, entries: [] }]);
  await api.prepare();
  const { deps } = api;
  await deps.officials.assign(idOf('official'), 'riverton');
  await deps.officials.assign(idOf('officialElsewhere'), 'millbrook');

  const post = async (by: Visitor, path: string, input: unknown) => {
    const url = `/trpc/${path}`;
    const reply = await app.inject({
      method: 'POST',
      url,
      headers: { ...headers.get(by) },
      payload: { json: input },
    });
    if (reply.statusCode !== 200) throw new Error(`${path}: ${reply.body}`);
    return reply.json<{ result: { data: { json: { id: string } } } }>().result.data.json;
  };
  await post('assignedContractor', 'contractor.profile.save', profile);
  let people = 0;
  /** What is made anew for each call that is about it. */
  const makers = {
    propertyId: async () => (await post('owner', 'homeowner.properties.create', home)).id,
    planId: async () => (await post('owner', 'homeowner.plans.create', { ...recurring, propertyId })).id,
    suspendedId: async () => {
      people += 1;
      const personId = userIdOf(issuer.url, `auth0|suspended-${people}`);
      await post('official', 'official.people.suspend', { personId, reason: word('reason') });
      return personId;
    },
  } as const;
  const propertyId = await makers.propertyId();

  /** Cases as the matrix wants them. `wanted` says of which the records have to be there. */
  const plant = async (
    wanted: (fixture: Fixture) => unknown,
    areas: readonly PlantedArea[],
  ): Promise<Fixture> => {
    const made = { propertyId, planId: propertyId, suspendedId: propertyId };
    for (const name of Object.keys(makers) as (keyof typeof makers)[]) {
      const nowhere = 'e'.repeat(24);
      const trial = wanted({ ...fixtureOf('0'.repeat(24)), [name]: nowhere });
      if (JSON.stringify(trial ?? {}).includes(nowhere)) made[name] = await makers[name]();
    }
    const held = heldBack(deps.requests);
    const cases = await plantCases(
      { ...deps, requests: held.requests },
      {
        ownerId: idOf('owner'),
        contractorId: idOf('assignedContractor'),
        propertyId,
        address: report.address,
        place: deps.places.locate(report.address, report.location),
        title: report.title,
        description: report.description,
      },
      areas,
    );
    const fixture = { ...cases, ...made, contractorId: idOf('assignedContractor') };
    const named = JSON.stringify(wanted(fixture) ?? {});
    await held.storeThose((id) => named.includes(id));
    return fixture;
  };

  return {
    idOf,
    headersOf: (visitor: Visitor) => ({ ...headers.get(visitor) }),
    /** What the matrix calls the procedure with, about a case that nobody has touched. */
    inputOf: async (path: string) => {
      const row = rows[path];
      if (!row) throw new Error(`The matrix has no row for ${path}`);
      const areas = plantedAreas.filter((area) => path.includes(`.${area}.`));
      return row.input(await plant(row.input, areas));
    },
    /** All of them at once. */
    plantAll: () => plant((fixture) => fixture, plantedAreas),
  };
};

export type Stage = Awaited<ReturnType<typeof setStage>>;
