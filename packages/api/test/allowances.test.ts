import { describe, expect, it } from 'vitest';
import { createAllowances } from '../src/kernel/allowances.ts';
import { aNewPlan } from './factories/plan.ts';
import { aPrincipal } from './factories/principal.ts';
import { aNewProperty } from './factories/property.ts';
import { aReport } from './factories/request.ts';
import { createTestApi, refused } from './testing.ts';

const setUp = () => {
  const api = createTestApi({ allowances: createAllowances({ requestsADay: 3, properties: 2, plans: 2 }) });
  const homeowner = aPrincipal();
  const { requests, properties, plans } = api.callerAs(homeowner).homeowner;
  return { clock: api.clock, requests, properties, plans, other: api.callerAs(aPrincipal()).homeowner };
};

describe('what one homeowner may make', () => {
  it('so many requests a day, and as many the next day', async () => {
    const { requests, clock, other } = setUp();
    for (let index = 0; index < 3; index += 1) await requests.create(aReport());
    const refusal = await refused(requests.create(aReport()));
    expect(refusal.message).toBe('You can report 3 requests a day; try again tomorrow');
    expect(refusal.data).toMatchObject({ appCode: 'too_many', httpStatus: 429 });
    await other.requests.create(aReport());
    // The fixture's day is 09:00 old.
    clock.advance(15 * 3600 - 1);
    await refused(requests.create(aReport()));
    clock.advance(1);
    await requests.create(aReport());
    expect((await requests.list({})).items).toHaveLength(4);
  });

  it('a cancelled request counts, a repeated or refused one does not', async () => {
    const { requests } = setUp();
    const report = aReport({ clientKey: 'the-same-key' });
    const { id } = await requests.create(report);
    await requests.cancel({ id });
    await requests.create(report);
    await refused(requests.create({ ...report, title: 'Something else' }));
    await refused(requests.create(aReport({ category: 'unheard-of' })));
    await requests.create(aReport());
    await requests.create(aReport());
    await refused(requests.create(aReport()));
    // What was made before is still answered when the day is full.
    expect((await requests.create(report)).id).toBe(id);
    expect((await refused(requests.create({ ...report, title: 'Else' }))).data.appCode).toBe('key_reused');
  });

  it('so many properties', async () => {
    const { properties, clock, other } = setUp();
    const home = aNewProperty({ clientKey: 'the-same-home' });
    const { id } = await properties.create(home);
    await properties.create(aNewProperty());
    clock.advance(7 * 24 * 3600);
    const refusal = await refused(properties.create(aNewProperty()));
    expect(refusal.message).toBe('You can have 2 properties; ask the city if you need more');
    expect(refusal.data.appCode).toBe('too_many');
    expect((await properties.create(home)).id).toBe(id);
    await other.properties.create(aNewProperty());
  });

  it('so many plans going on; one that ends makes room', async () => {
    const { properties, plans } = setUp();
    const { id: propertyId } = await properties.create(aNewProperty());
    const boiler = aNewPlan({ propertyId, clientKey: 'the-same-plan' });
    const { id } = await plans.create(boiler);
    await plans.create(aNewPlan({ propertyId }));
    const refusal = await refused(plans.create(aNewPlan({ propertyId })));
    expect(refusal.message).toBe('You can have 2 plans; end one first');
    expect(refusal.data.appCode).toBe('too_many');
    expect((await plans.create(boiler)).id).toBe(id);
    await plans.end({ id });
    await plans.create(aNewPlan({ propertyId }));
    expect((await refused(plans.create(aNewPlan({ propertyId })))).data.appCode).toBe('too_many');
  });
});
