import { Plan } from '@pmp/contracts/plan';
import { beforeEach, describe, expect, it } from 'vitest';
import { aNewPlan } from '../../../test/factories/plan.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { aNewProperty } from '../../../test/factories/property.ts';
import { hexId } from '../../../test/factories/unique.ts';
import { createTestApi, refused } from '../../../test/testing.ts';
import { makeDueRequests } from './make-due-requests.ts';

const hannah = aPrincipal();
const henry = aPrincipal();
const dates = (...days: string[]) => days.map((day) => new Date(`${day}T07:00:00Z`));

const setUp = async () => {
  const api = createTestApi();
  const { plans, properties, requests } = api.callerAs(hannah).homeowner;
  const { id: propertyId } = await properties.create(aNewProperty());
  const plan = (overrides: Partial<Parameters<typeof aNewPlan>[0]> = {}) =>
    aNewPlan({ propertyId, ...overrides });
  const make = () =>
    makeDueRequests(api.deps, (error) => {
      throw error;
    });
  return { api, plans, requests, properties, propertyId, plan, make, ofHenry: api.callerAs(henry).homeowner };
};

describe('homeowner.plans', () => {
  let here: Awaited<ReturnType<typeof setUp>>;
  beforeEach(async () => {
    here = await setUp();
  });

  it('creates a plan with its next dates, gets it, and lists the newest first', async () => {
    const { api, plans, plan, propertyId } = here;
    const boiler = await plans.create(plan());
    expect(Plan.safeParse(boiler).success).toBe(true);
    expect(boiler).toMatchObject({
      version: 1,
      propertyId,
      priority: null,
      nextDueAt: dates('2026-10-01')[0],
      upcoming: dates('2026-10-01', '2027-10-01', '2028-10-01'),
      lastRequestId: null,
      paused: false,
      pausedBecause: null,
      endedAt: null,
    });
    expect(await plans.get({ id: boiler.id })).toStrictEqual(boiler);
    api.clock.advance(1);
    const gutters = await plans.create(plan({ title: 'Clean the gutters', priority: 'low' }));
    expect(await plans.list({})).toStrictEqual({ items: [gutters, boiler], nextCursor: null });
    expect(await here.ofHenry.plans.list({})).toStrictEqual({ items: [], nextCursor: null });
  });

  it('creates once with a clientKey, and answers a repeat with the plan as it is now', async () => {
    const { plans, plan } = here;
    const clientKey = 'plan-key-1';
    const first = await plans.create(plan({ clientKey }));
    expect(await plans.create(plan({ clientKey }))).toStrictEqual(first);
    const paused = await plans.update({ id: first.id, version: 1, paused: true });
    expect(await plans.create(plan({ clientKey }))).toStrictEqual(paused);
    const { data } = await refused(plans.create(plan({ clientKey, title: 'Something else' })));
    expect(data.appCode).toBe('key_reused');
    expect((await plans.list({})).items).toHaveLength(1);
  });

  it.each([
    ['a property of another', 'propertyId', { propertyId: hexId() }],
    ['an unknown category', 'category', { category: 'unheard-of' }],
    ['a day that never comes', 'rrule', { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31' }],
    ['a rule that is over', 'rrule', { rrule: 'FREQ=DAILY;UNTIL=20260228' }],
    ['a lead longer than a week, each week', 'leadDays', { rrule: 'FREQ=WEEKLY', leadDays: 8 }],
    ['a rule that is none', 'rrule', { rrule: 'FREQ=HOURLY' }],
    ['a zone that is none', 'zone', { zone: 'Europe/Atlantis' }],
    ['a day that is none', 'startsOn', { startsOn: '2026-02-30' }],
    ['a lead too long', 'leadDays', { leadDays: 61 }],
  ])('refuses %s', async (_, path, overrides) => {
    const { data } = await refused(here.plans.create(here.plan(overrides)));
    expect(data).toMatchObject({ appCode: 'bad_input', fieldErrors: [{ path }] });
    expect((await here.plans.list({})).items).toEqual([]);
  });

  it('takes a lead as long as the time between two dates', async () => {
    const { upcoming } = await here.plans.create(here.plan({ rrule: 'FREQ=WEEKLY', leadDays: 7 }));
    expect(upcoming).toHaveLength(3);
  });

  it('updates the fields that are sent, and reckons the dates again only when they change', async () => {
    const { api, plans, plan } = here;
    const before = await plans.create(plan());
    api.clock.advance(60);
    const renamed = await plans.update({ id: before.id, version: 1, title: 'Boiler', priority: 'high' });
    expect(renamed).toStrictEqual({
      ...before,
      title: 'Boiler',
      priority: 'high',
      version: 2,
      updatedAt: api.clock.now(),
    });
    const moved = await plans.update({
      id: before.id,
      version: 2,
      rrule: 'FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1',
      zone: 'America/New_York',
    });
    expect(moved.nextDueAt).toEqual(new Date('2026-07-01T13:00:00Z'));
    expect((await refused(plans.update({ id: before.id, version: 3 }))).data.fieldErrors).toEqual([
      { path: '', message: 'send at least one field to change' },
    ]);
    const never = { id: before.id, version: 3, rrule: 'FREQ=DAILY;UNTIL=20260101' };
    expect((await refused(plans.update(never))).data.fieldErrors?.[0]?.path).toBe('rrule');
    const foreign = { id: before.id, version: 3, propertyId: hexId() };
    expect((await refused(plans.update(foreign))).data.fieldErrors?.[0]?.path).toBe('propertyId');
    const unknown = { id: before.id, version: 3, category: 'unheard-of' };
    expect((await refused(plans.update(unknown))).data.fieldErrors?.[0]?.path).toBe('category');
  });

  it('makes nothing again that has been made, however the dates change', async () => {
    const { api, plans, plan, requests, make } = here;
    const { id } = await plans.create(plan());
    api.clock.set(new Date('2026-09-20T10:00:00Z'));
    await make();
    const made = await plans.get({ id });
    expect(made).toMatchObject({ version: 2, nextDueAt: dates('2027-10-01')[0] });
    const { items } = await requests.list({});
    expect(items.map((request) => request.id)).toEqual([made.lastRequestId]);
    // Due in ten days as before, by another rule.
    const changed = await plans.update({
      id,
      version: 2,
      rrule: 'FREQ=YEARLY;BYMONTH=9,10;BYMONTHDAY=1',
      leadDays: 20,
    });
    expect(changed.nextDueAt).toEqual(dates('2027-09-01')[0]);
    await make();
    expect((await requests.list({})).items).toHaveLength(1);
  });

  it.each([
    ['on the day itself', '2026-10-01T07:30:00Z', 0],
    ['days ahead', '2026-09-20T10:00:00Z', 14],
  ])('makes nothing again in a zone where the day begins later, %s', async (_, now, leadDays) => {
    const { api, plans, plan, requests, make } = here;
    const { id } = await plans.create(plan({ leadDays }));
    api.clock.set(new Date(now));
    await make();
    const moved = await plans.update({ id, version: 2, zone: 'America/New_York' });
    expect(moved.nextDueAt).toEqual(new Date('2027-10-01T13:00:00Z'));
    // Nor does the next change bring the day back.
    const edited = await plans.update({ id, version: 3, leadDays: 20 });
    expect(edited.nextDueAt).toEqual(new Date('2027-10-01T13:00:00Z'));
    const back = await plans.update({ id, version: 4, zone: 'Europe/Berlin' });
    expect(back.nextDueAt).toEqual(dates('2027-10-01')[0]);
    api.clock.set(new Date('2026-10-01T13:00:00Z'));
    await make();
    expect((await requests.list({})).items).toHaveLength(1);
  });

  it('leaves out what falls due while it is paused', async () => {
    const { api, plans, plan, requests, make } = here;
    const { id } = await plans.create(plan());
    const paused = await plans.update({ id, version: 1, paused: true });
    expect(paused).toMatchObject({ paused: true, pausedBecause: 'asked', nextDueAt: null, upcoming: [] });
    // A change of its dates does not wake it.
    expect(await plans.update({ id, version: 2, leadDays: 10 })).toMatchObject({
      nextDueAt: null,
      paused: true,
    });
    api.clock.set(new Date('2026-12-01T00:00:00Z'));
    await make();
    expect((await requests.list({})).items).toEqual([]);
    const awake = await plans.update({ id, version: 3, paused: false });
    expect(awake).toMatchObject({ paused: false, pausedBecause: null, nextDueAt: dates('2027-10-01')[0] });
  });

  it('ends for good, once', async () => {
    const { api, plans, plan, requests, make } = here;
    const { id } = await plans.create(plan());
    expect((await refused(plans.end({ id, version: 7 }))).data).toMatchObject({
      appCode: 'stale_version',
      currentVersion: 1,
    });
    const ended = await plans.end({ id, version: 1, commandKey: 'command-key-1' });
    expect(ended).toMatchObject({ version: 2, endedAt: api.clock.now(), nextDueAt: null, upcoming: [] });
    expect(await plans.end({ id, version: 1, commandKey: 'command-key-1' })).toStrictEqual(ended);
    expect(await plans.end({ id })).toStrictEqual(ended);
    const late = plans.update({ id, version: 2, paused: false });
    expect((await refused(late)).data).toMatchObject({ appCode: 'conflict', httpStatus: 409 });
    api.clock.set(new Date('2027-12-01T00:00:00Z'));
    expect(await make()).toBe(0);
    expect((await requests.list({})).items).toEqual([]);
    expect((await plans.list({})).items).toStrictEqual([ended]);
  });

  it('carries a command out once, and refuses a version that has passed', async () => {
    const { plans, plan } = here;
    const { id } = await plans.create(plan());
    const update = { id, version: 1, title: 'Boiler', commandKey: 'command-key-1' };
    const first = await plans.update(update);
    expect(await plans.update(update)).toStrictEqual(first);
    expect((await refused(plans.update({ ...update, title: 'Other' }))).data.appCode).toBe('key_reused');
    const stale = await refused(plans.update({ id, version: 1, title: 'Chimney' }));
    expect(stale.data).toMatchObject({ appCode: 'stale_version', httpStatus: 409, currentVersion: 2 });
  });

  it('refuses the plan of another exactly as a missing one', async () => {
    const { plans, plan, ofHenry } = here;
    const { id } = await plans.create(plan());
    for (const call of [
      (of: string) => ofHenry.plans.get({ id: of }),
      (of: string) => ofHenry.plans.update({ id: of, version: 1, title: 'Mine' }),
      (of: string) => ofHenry.plans.end({ id: of }),
    ]) {
      const hidden = await refused(call(id));
      expect(hidden).toStrictEqual(await refused(call(hexId())));
      expect(hidden.data).toMatchObject({ appCode: 'not_found', httpStatus: 404 });
    }
  });
});
