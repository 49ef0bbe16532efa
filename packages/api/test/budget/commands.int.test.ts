import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { composeApi } from '../../src/compose.ts';
import type { Deps } from '../../src/deps.ts';
import { mongoEvents } from '../../src/modules/event/event.mongo.ts';
import { createRelay } from '../../src/modules/event/relay-tail.ts';
import { mongoOfficials } from '../../src/modules/person/person.mongo.ts';
import { saveJurisdictions } from '../../src/modules/place/place.mongo.ts';
import { makeDueRequests } from '../../src/modules/plan/make-due-requests.ts';
import { mongoRequestTails, requestCollection } from '../../src/modules/request/request.mongo.ts';
import { open } from '../../src/mongo/collection.ts';
import { toObjectId } from '../../src/mongo/object-id.ts';
import { aProfile } from '../factories/contractor.ts';
import { riverton } from '../factories/place.ts';
import { aNewPlan } from '../factories/plan.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aNewProperty } from '../factories/property.ts';
import { aReport } from '../factories/request.ts';
import { hexId } from '../factories/unique.ts';
import { fakeRelay } from '../fakes/fake-relay.ts';
import { commandLog } from '../mongo/command-log.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { undeclaredFilters } from '../mongo/undeclared-filters.ts';
import { callerOf, refused } from '../testing.ts';

const rethrow = (error: unknown) => {
  throw error;
};

const quiet = { now: () => new Date(), everyMs: 60_000, onError: rethrow };

describe('commands per call', () => {
  const connection = useTestDatabase('budget');
  const { db } = connection;
  const api = composeApi({
    connection,
    version: '0.0.0-test',
    userNamespace: 'https://issuer.test/',
    // Held as usual, only wider, since one person makes all of these.
    allowances: { requestsADay: 1000, properties: 1000, plans: 1000 },
    onError: rethrow,
  });
  const events = mongoEvents(db);
  const tails = mongoRequestTails(db);
  // Carries nothing by itself: what is counted is the call alone.
  const held = fakeRelay({ events, tails });
  const deps: Deps = { ...api.deps, relay: held };
  const caller = callerOf(deps, aPrincipal()).homeowner;
  const stranger = callerOf(deps, aPrincipal()).homeowner;
  const log = commandLog(connection);

  beforeAll(async () => {
    // Contractors are found by place.
    await saveJurisdictions(db, [riverton]);
    await api.prepare();
    log.forget();
  });
  afterAll(() => api.stop());

  const reported = () => caller.requests.create(aReport());
  /** Assigning notes them, so that nothing but their calls is counted. */
  const anOfficial = async () => {
    const official = aPrincipal({ roles: ['official'] });
    await api.deps.officials.assign(official.userId, 'riverton');
    return callerOf(deps, official).official;
  };
  let keys = 0;
  const key = () => {
    keys += 1;
    return `budget-key-${keys}`;
  };

  describe('that succeed', () => {
    it('list: 1', async () => {
      await reported();
      expect(await log.during(() => caller.requests.list({}))).toEqual(['find']);
      expect(await log.during(() => caller.requests.list({ status: 'submitted', limit: 1 }))).toEqual([
        'find',
      ]);
    });

    it('get: 1', async () => {
      const { id } = await reported();
      expect(await log.during(() => caller.requests.get({ id }))).toEqual(['find']);
    });

    it('timeline: 1', async () => {
      const { id } = await reported();
      expect(await log.during(() => caller.requests.timeline({ id }))).toEqual(['aggregate']);
    });

    it('create with an address: 1', async () => {
      expect(await log.during(reported)).toEqual(['insert']);
      expect(await log.during(() => caller.requests.create(aReport({ clientKey: key() })))).toEqual([
        'insert',
      ]);
    });

    it('create with a property: 2', async () => {
      const { id: propertyId } = await caller.properties.create(aNewProperty());
      const report = aReport({ propertyId, address: undefined });
      expect(await log.during(() => caller.requests.create(report))).toEqual(['find', 'insert']);
    });

    it('update: 2', async () => {
      const { id, version } = await reported();
      const update = { id, version, title: 'Another title', commandKey: key() };
      expect(await log.during(() => caller.requests.update(update))).toEqual(['find', 'findAndModify']);
    });

    it('cancel: 2', async () => {
      const { id } = await reported();
      const cancel = { id, commandKey: key() };
      expect(await log.during(() => caller.requests.cancel(cancel))).toEqual(['find', 'findAndModify']);
    });

    it('properties.list: 1', async () => {
      expect(await log.during(() => caller.properties.list({}))).toEqual(['find']);
    });

    it('properties.create: 1', async () => {
      expect(await log.during(() => caller.properties.create(aNewProperty()))).toEqual(['insert']);
    });

    it('properties.update: 2', async () => {
      const { id, version } = await caller.properties.create(aNewProperty());
      const update = { id, version, label: 'Cottage', commandKey: key() };
      expect(await log.during(() => caller.properties.update(update))).toEqual(['find', 'findAndModify']);
    });

    it('plans: list and get 1, create 2, update and end 2, and 1 more to look at another property', async () => {
      const { id: propertyId } = await caller.properties.create(aNewProperty());
      let plan = await caller.plans.create(aNewPlan({ propertyId }));
      expect(await log.during(() => caller.plans.create(aNewPlan({ propertyId })))).toEqual([
        'find',
        'insert',
      ]);
      expect(await log.during(() => caller.plans.list({}))).toEqual(['find']);
      expect(await log.during(() => caller.plans.get({ id: plan.id }))).toEqual(['find']);
      const { id } = plan;
      const pause = { id, version: 1, paused: true, commandKey: key() };
      expect(await log.during(() => caller.plans.update(pause))).toEqual(['find', 'findAndModify']);
      plan = await caller.plans.get({ id });
      const move = { id, version: plan.version, propertyId };
      expect(await log.during(() => caller.plans.update(move))).toEqual(['find', 'find', 'findAndModify']);
      const end = { id, commandKey: key() };
      expect(await log.during(() => caller.plans.end(end))).toEqual(['find', 'findAndModify']);
      expect(await log.during(() => caller.plans.end(end))).toEqual(['find']);
    });

    it('a plan that is due: 3, besides the look for those that are', async () => {
      const { id: propertyId } = await caller.properties.create(aNewProperty());
      const { nextDueAt } = await caller.plans.create(aNewPlan({ propertyId, rrule: 'FREQ=YEARLY' }));
      const clock = { now: () => new Date(nextDueAt ?? 0) };
      const look = () => makeDueRequests({ ...deps, clock }, rethrow);
      // Other plans of this file may be due by then too.
      await look();
      await caller.plans.create(aNewPlan({ propertyId, rrule: 'FREQ=YEARLY' }));
      expect(await log.during(look)).toEqual(['find', 'find', 'insert', 'update']);
      expect(await log.during(look)).toEqual(['find']);
    });

    it('suspend: 3, reinstate: 2', async () => {
      const official = aPrincipal({ roles: ['official'] });
      const { people } = callerOf(deps, official).official;
      const personId = hexId();
      // An official's first call of all is remembered, beside the call.
      await people.suspend({ personId: hexId(), reason: 'Sends threats' });
      await vi.waitFor(async () => expect(await mongoOfficials(db, quiet).has(official.userId)).toBe(true));
      const suspend = { personId, reason: 'Sends threats', commandKey: key() };
      expect(await log.during(() => people.suspend(suspend))).toEqual(['find', 'find', 'insert']);
      expect(await log.during(() => people.suspend(suspend))).toEqual(['find', 'find']);
      const reinstate = { personId, reason: 'Apologised', commandKey: key() };
      expect(await log.during(() => people.reinstate(reinstate))).toEqual(['find', 'findAndModify']);
    });

    it('official.requests.list, get and timeline: 1', async () => {
      const { requests } = await anOfficial();
      const { id } = await reported();
      for (const place of ['here', 'unknown'] as const) {
        expect(await log.during(() => requests.list({ place }))).toEqual(['find']);
        expect(await log.during(() => requests.list({ place, status: 'submitted', limit: 1 }))).toEqual([
          'find',
        ]);
      }
      expect(await log.during(() => requests.get({ id }))).toEqual(['find']);
      expect(await log.during(() => requests.timeline({ id }))).toEqual(['aggregate']);
    });

    it("an official's moves, and the priority floor: 2", async () => {
      const { requests } = await anOfficial();
      const { id } = await reported();
      const move = ['find', 'findAndModify'];
      const floor = { id, priorityFloor: 'high', commandKey: key() } as const;
      expect(await log.during(() => requests.setPriorityFloor(floor))).toEqual(move);
      const closingText = 'The water company sees to this.';
      const reject = { id, resolution: 'not_responsible', closingText, commandKey: key() } as const;
      expect(await log.during(() => requests.reject(reject))).toEqual(move);
      const reinstate = { id, reason: 'It is ours after all', commandKey: key() };
      expect(await log.during(() => requests.reinstate(reinstate))).toEqual(move);
      expect(await log.during(() => requests.reinstate(reinstate))).toEqual(['find']);
      await open(db, requestCollection).updateOne({ _id: toObjectId(id) }, { $set: { status: 'closed' } });
      const reopen = { id, reason: 'It leaks again', commandKey: key() };
      expect(await log.during(() => requests.reopen(reopen))).toEqual(move);
      expect(await log.during(() => refused(requests.reopen({ id, reason: 'Once more' })))).toEqual(['find']);
    });

    it('contractor.profile.get: 1, save: 2', async () => {
      const { profile } = callerOf(deps, aPrincipal({ roles: ['contractor'] })).contractor;
      expect(await log.during(() => profile.get())).toEqual(['find']);
      const first = aProfile({ commandKey: key() });
      expect(await log.during(() => profile.save(first))).toEqual(['find', 'insert']);
      const second = aProfile({ active: false, version: 1, commandKey: key() });
      expect(await log.during(() => profile.save(second))).toEqual(['find', 'findAndModify']);
      expect(await log.during(() => profile.save(second))).toEqual(['find']);
      expect(await log.during(() => refused(profile.save(aProfile({ version: 1 }))))).toEqual(['find']);
      expect(await log.during(() => profile.get())).toEqual(['find']);
    });

    it('homeowner.contractors.get: 1, list: 2, of which one reads the request', async () => {
      const contractor = aPrincipal({ roles: ['contractor'] });
      await callerOf(deps, contractor).contractor.profile.save(aProfile());
      await deps.contractors.boardKeys(contractor.userId);
      await deps.contractors.rate(contractor.userId, { quality: 5, time: 5, price: 5 });
      expect(await log.during(() => caller.contractors.get({ id: contractor.userId }))).toEqual(['find']);
      const { id: requestId } = await reported();
      const page = await caller.contractors.list({ requestId });
      expect(page.items).toHaveLength(1);
      const cursor = 'f'.repeat(36);
      expect(await log.during(() => caller.contractors.list({ requestId, cursor }))).toEqual([
        'find',
        'find',
      ]);
      expect(await log.during(() => refused(stranger.contractors.list({ requestId })))).toEqual(['find']);
    });

    it('public.categories.list and public.status: none', async () => {
      const { public: toAll } = callerOf(deps, null);
      expect(await log.during(() => toAll.categories.list())).toEqual([]);
      expect(await log.during(() => toAll.status())).toEqual([]);
    });
  });

  describe('that are repeated', () => {
    it('create: 1 more', async () => {
      const report = aReport({ clientKey: key() });
      await caller.requests.create(report);
      expect(await log.during(() => caller.requests.create(report))).toEqual(['insert', 'find']);
    });

    it('a move: 1', async () => {
      const { id } = await reported();
      const cancel = { id, commandKey: key() };
      await caller.requests.cancel(cancel);
      expect(await log.during(() => caller.requests.cancel(cancel))).toEqual(['find']);
    });
  });

  describe('that are refused', () => {
    const sentBy = (call: () => Promise<unknown>) => log.during(() => refused(call()));

    it('without a role or with bad input: none', async () => {
      const { homeowner } = callerOf(deps, aPrincipal({ roles: ['contractor'] }));
      expect(await sentBy(() => homeowner.requests.list({}))).toEqual([]);
      expect(await sentBy(() => caller.requests.get({ id: 'short' }))).toEqual([]);
      expect(await sentBy(() => caller.requests.create(aReport({ category: 'unheard-of' })))).toEqual([]);
    });

    it('for a hidden and a missing request: the same', async () => {
      const { id } = await reported();
      for (const hidden of [id, hexId()]) {
        expect(await sentBy(() => stranger.requests.get({ id: hidden }))).toEqual(['find']);
        expect(await sentBy(() => stranger.requests.timeline({ id: hidden }))).toEqual(['aggregate']);
        expect(await sentBy(() => stranger.requests.cancel({ id: hidden }))).toEqual(['find']);
        expect(
          await sentBy(() => stranger.requests.update({ id: hidden, version: 1, title: 'Mine' })),
        ).toEqual(['find']);
      }
    });

    it('for a state or a version that has passed: at most 1 more than the call', async () => {
      const { id } = await reported();
      expect(await sentBy(() => caller.requests.cancel({ id, version: 7 }))).toEqual(['find']);
      await caller.requests.cancel({ id });
      expect(await sentBy(() => caller.requests.cancel({ id }))).toEqual(['find']);
    });

    it('for a used key: 2', async () => {
      const report = aReport({ clientKey: key() });
      await caller.requests.create(report);
      const other = { ...report, title: 'Something else' };
      expect(await sentBy(() => caller.requests.create(other))).toEqual(['insert', 'find']);
    });
  });

  it('the relay takes any number of writes in 3', async () => {
    await held.deliver();
    for (let index = 0; index < 12; index += 1) await reported();
    const relay = createRelay({ events, tails, clock: deps.clock, onError: rethrow });
    const carried = await log.during(async () => {
      for (const tail of held.pushed()) relay.push(tail);
      await relay.flush();
    });
    expect(held.pushed()).toHaveLength(12);
    expect(carried).toEqual(['insert', 'insert', 'update']);
  });

  it('every filter that was sent is a declared query shape', () => {
    expect(undeclaredFilters(log.all())).toEqual([]);
    expect(log.all().filter(({ filters }) => filters.length > 0).length).toBeGreaterThan(30);
  });
});
