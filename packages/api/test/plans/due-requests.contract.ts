import { expect, it } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import { createAllowances } from '../../src/kernel/allowances.ts';
import type { Tail } from '../../src/modules/event/event.ports.ts';
import { makeDueRequests } from '../../src/modules/plan/make-due-requests.ts';
import { aNewPlan } from '../factories/plan.ts';
import { aPrincipal } from '../factories/principal.ts';
import { aNewProperty } from '../factories/property.ts';
import { aReport } from '../factories/request.ts';
import { fakeBlocked } from '../fakes/fake-blocked.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { callerOf, refused } from '../testing.ts';

const dayS = 86_400;
/** In summer; nine o'clock in Berlin. */
const nine = (day: string) => new Date(`${day}T07:00:00Z`);

/**
 * What plans become, whatever keeps them. `open` answers everything; the clock, the relay and who is shut out are replaced.
 * Other tests' plans may be due too: only what one homeowner sees is looked at.
 */
export const dueRequestsContract = (open: () => Deps) => {
  const setUp = async () => {
    const clock = fakeClock();
    const blocked = fakeBlocked();
    const pushed: Tail[] = [];
    const relay = { push: (tail: Tail) => void pushed.push(tail) };
    const allowances = createAllowances({ requestsADay: 1, properties: 0, plans: 0 });
    const deps: Deps = { ...open(), clock, blocked, relay, allowances };
    const principal = aPrincipal();
    const { homeowner } = callerOf(deps, principal);
    const { id: propertyId } = await homeowner.properties.create(aNewProperty());
    const faults: unknown[] = [];
    return {
      clock,
      blocked,
      pushed,
      deps,
      principal,
      homeowner,
      propertyId,
      faults,
      plan: (overrides: Partial<Parameters<typeof aNewPlan>[0]> = {}) =>
        homeowner.plans.create(aNewPlan({ propertyId, ...overrides })),
      make: (on: Partial<Deps> = {}) => makeDueRequests({ ...deps, ...on }, (error) => faults.push(error)),
      /** Oldest first. */
      made: async () => (await homeowner.requests.list({ limit: 100 })).items.toReversed(),
    };
  };

  it('are exactly the requests of two years, each so many days before', async () => {
    const { clock, plan, make, made, homeowner, faults } = await setUp();
    const boiler = await plan();
    await plan({ title: 'Clean the gutters', rrule: 'FREQ=YEARLY;BYMONTH=4,10;BYMONTHDAY=15', leadDays: 0 });
    await plan({ title: 'Test the alarms', rrule: 'FREQ=MONTHLY;BYDAY=1MO;COUNT=14', leadDays: 3 });
    // Each time at 09:00 UTC: what is due or to be made at nine in Berlin is made on the same day.
    for (let day = 0; day < 2 * 365; day += 1) {
      clock.advance(dayS);
      await make();
    }
    expect(faults).toEqual([]);
    const all = await made();
    const daysOf = (asked: string) =>
      all.flatMap(({ title, createdAt }) => (title === asked ? createdAt.toISOString().slice(0, 10) : []));
    expect(daysOf('Service the boiler')).toEqual(['2026-09-17', '2027-09-17']);
    expect(daysOf('Clean the gutters')).toEqual(['2026-04-15', '2026-10-15', '2027-04-15', '2027-10-15']);
    // Two of the fourteen were over when it was planned, and the third was to be made the day before.
    expect(daysOf('Test the alarms')).toEqual([
      '2026-03-02',
      '2026-04-03',
      '2026-05-01',
      '2026-05-29',
      '2026-07-03',
      '2026-07-31',
      '2026-09-04',
      '2026-10-02',
      '2026-10-30',
      '2026-12-04',
      '2027-01-01',
      '2027-01-29',
    ]);
    expect(all).toHaveLength(18);
    const { lastRequestId, nextDueAt } = await homeowner.plans.get({ id: boiler.id });
    expect(lastRequestId).toBe(all.findLast(({ title }) => title === 'Service the boiler')?.id);
    expect(nextDueAt).toEqual(nine('2028-10-01'));
    const { items } = await homeowner.plans.list({});
    expect(items.find(({ title }) => title === 'Test the alarms')).toMatchObject({
      nextDueAt: null,
      upcoming: [],
      paused: false,
    });
  });

  it('say what the plan says, by its homeowner, outside the limits of a day', async () => {
    const { clock, plan, make, made, homeowner, principal, propertyId, pushed } = await setUp();
    // Without a priority of its own it gets that of its category.
    await plan({ priority: 'low', leadDays: 0 });
    await plan({ leadDays: 0 });
    clock.set(nine('2026-10-01'));
    await homeowner.requests.create(aReport());
    await make();
    const [, first, second] = await made();
    expect([first?.priority, second?.priority].toSorted()).toEqual(['high', 'low']);
    expect(first).toMatchObject({
      status: 'submitted',
      title: 'Service the boiler',
      description: 'Yearly service, with a new filter.',
      category: 'heating',
      propertyId,
      place: { jurisdictionId: 'riverton' },
      createdAt: nine('2026-10-01'),
      version: 1,
    });
    const timeline = await homeowner.requests.timeline({ id: first?.id ?? '' });
    expect(timeline).toMatchObject([{ seq: 1, type: 'submitted', by: 'homeowner', to: 'submitted' }]);
    const own = pushed.filter(({ subjectId }) => subjectId === first?.id);
    expect(own).toMatchObject([
      { version: 1, entries: [{ notices: [{ to: principal.userId, kind: 'request_submitted' }] }] },
    ]);
    // They took no slot: the day was full with the one report.
    expect((await refused(homeowner.requests.create(aReport()))).data.appCode).toBe('too_many');
  });

  it('are only the newest of those that nobody made in time', async () => {
    const { clock, plan, make, made, homeowner } = await setUp();
    const { id } = await plan({ rrule: 'FREQ=MONTHLY;BYMONTHDAY=10', leadDays: 5 });
    clock.set(nine('2026-08-07'));
    await make();
    await make();
    expect(await made()).toHaveLength(1);
    // Made for 10 August, two days late; those of March to July are left out.
    expect(await homeowner.plans.get({ id })).toMatchObject({ version: 2, nextDueAt: nine('2026-09-10') });
    clock.set(nine('2026-09-05'));
    await make();
    expect(await made()).toHaveLength(2);
  });

  it('are one for each date, however many work at once', async () => {
    const { clock, plan, make, made, homeowner, faults } = await setUp();
    for (let index = 0; index < 5; index += 1) await plan({ title: `Plan ${index}` });
    for (const day of ['2026-09-17', '2027-09-17']) {
      clock.set(nine(day));
      await Promise.all([make(), make(), make()]);
    }
    expect(faults).toEqual([]);
    const titles = (await made()).map(({ title }) => title).toSorted();
    expect(titles).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4].map((index) => `Plan ${index}`));
    const { items } = await homeowner.plans.list({});
    const ids = new Set((await made()).map((request) => request.id));
    for (const { version, lastRequestId } of items) {
      expect(version).toBe(3);
      expect(ids.has(lastRequestId ?? '')).toBe(true);
    }
  });

  it('are not made again by whoever comes after one that died in between', async () => {
    const { clock, deps, plan, make, made, homeowner, faults } = await setUp();
    const { id } = await plan();
    clock.set(nine('2026-09-17'));
    const died = new Error('killed');
    await make({ plans: { ...deps.plans, advance: () => Promise.reject(died) } });
    expect(faults).toContain(died);
    const [request, ...more] = await made();
    expect(more).toEqual([]);
    expect(await homeowner.plans.get({ id })).toMatchObject({ version: 1, lastRequestId: null });
    clock.advance(60);
    await make();
    expect(await made()).toStrictEqual([request]);
    expect(await homeowner.plans.get({ id })).toMatchObject({
      version: 2,
      lastRequestId: request?.id,
      nextDueAt: nine('2027-10-01'),
    });
  });

  it('are one for each day, also when its zone was changed before it was noted as made', async () => {
    const { clock, deps, plan, make, made, homeowner } = await setUp();
    const { id } = await plan();
    clock.set(nine('2026-09-17'));
    await make({ plans: { ...deps.plans, advance: () => Promise.reject(new Error('killed')) } });
    await homeowner.plans.update({ id, version: 1, zone: 'America/New_York' });
    clock.advance(dayS);
    await make();
    const [request, ...more] = await made();
    expect(more).toEqual([]);
    expect(await homeowner.plans.get({ id })).toMatchObject({
      lastRequestId: request?.id,
      nextDueAt: new Date('2027-10-01T13:00:00Z'),
    });
  });

  it('leave the dates as their homeowner changed them while one was made', async () => {
    const { clock, deps, plan, make, made, homeowner, faults } = await setUp();
    const { id } = await plan();
    clock.set(nine('2026-09-17'));
    const rrule = 'FREQ=YEARLY;BYMONTH=4,10;BYMONTHDAY=1';
    await make({
      plans: {
        ...deps.plans,
        due: async (now, limit) => {
          const due = await deps.plans.due(now, limit);
          if (due.some((one) => one.id === id)) await homeowner.plans.update({ id, version: 1, rrule });
          return due;
        },
      },
    });
    await make();
    expect(faults).toEqual([]);
    const [request, ...more] = await made();
    expect(more).toEqual([]);
    expect(await homeowner.plans.get({ id })).toMatchObject({
      version: 3,
      lastRequestId: request?.id,
      upcoming: ['2027-04-01', '2027-10-01', '2028-04-01'].map(nine),
    });
  });

  it.each([
    ['property_gone', (deps: Deps) => ({ properties: { ...deps.properties, owned: async () => undefined } })],
    ['category_gone', (deps: Deps) => ({ categories: { ...deps.categories, byCode: () => undefined } })],
  ] as const)('wait, with the reason shown, when they cannot be made: %s', async (reason, broken) => {
    const { clock, deps, plan, make, made, homeowner } = await setUp();
    const { id } = await plan();
    clock.set(nine('2026-09-17'));
    await make(broken(deps));
    expect(await homeowner.plans.get({ id })).toMatchObject({
      version: 2,
      paused: true,
      pausedBecause: reason,
      nextDueAt: null,
      upcoming: [],
    });
    await make();
    expect(await made()).toEqual([]);
    await homeowner.plans.update({ id, version: 2, paused: false });
    await make();
    expect(await made()).toHaveLength(1);
  });

  it('are not made for whoever is shut out, nor while that cannot be told', async () => {
    const { clock, blocked, deps, plan, make, made, homeowner, principal } = await setUp();
    const { id } = await plan();
    clock.set(nine('2026-09-17'));
    const blind = fakeBlocked();
    blind.lose();
    expect(await make({ blocked: blind })).toBe(0);
    blocked.note({ personId: principal.userId, state: 'suspended' });
    await make();
    blocked.note({ personId: principal.userId, state: 'active' });
    expect(await made()).toEqual([]);
    expect(await homeowner.plans.get({ id })).toMatchObject({
      lastRequestId: null,
      nextDueAt: nine('2027-10-01'),
    });
    clock.set(nine('2027-09-17'));
    await makeDueRequests(deps, (error) => {
      throw error;
    });
    expect(await made()).toHaveLength(1);
  });

  it('are not held up by one that fails, which is tried again', async () => {
    const { clock, deps, plan, make, made, faults } = await setUp();
    for (const title of ['Poisoned', 'Good', 'Good too']) await plan({ title });
    clock.set(nine('2026-09-17'));
    const poison = new Error('poisoned');
    const { requests } = deps;
    await make({
      requests: {
        ...requests,
        insert: (request, entry, command) =>
          request.title === 'Poisoned' ? Promise.reject(poison) : requests.insert(request, entry, command),
      },
    });
    expect(faults).toEqual([poison]);
    expect((await made()).map(({ title }) => title).toSorted()).toEqual(['Good', 'Good too']);
    await make();
    expect((await made()).map(({ title }) => title).toSorted()).toEqual(['Good', 'Good too', 'Poisoned']);
  });
};
