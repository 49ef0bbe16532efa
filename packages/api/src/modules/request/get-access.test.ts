import { requestStatuses } from '@pmp/contracts/lifecycle';
import { describe, expect, it } from 'vitest';
import { aProfile } from '../../../test/factories/contractor.ts';
import { aJobIn } from '../../../test/factories/job.ts';
import { anAddress, aPlace, points } from '../../../test/factories/place.ts';
import { aPrincipal } from '../../../test/factories/principal.ts';
import { aProperty } from '../../../test/factories/property.ts';
import { hexId } from '../../../test/factories/unique.ts';
import { createTestApi, refusalOf, refused } from '../../../test/testing.ts';
import type { Award, Request } from './request.ports.ts';

const hannah = aPrincipal();
const cole = aPrincipal({ roles: ['contractor'] });
const canary = 'CANARY: the key is under the pot';

const setUp = async (
  status: Request['status'],
  award: Partial<Award> = {},
  overrides: Partial<Request> = {},
) => {
  const api = createTestApi();
  const property = aProperty({
    ownerId: hannah.userId,
    accessNotes: canary,
    address: anAddress({ line1: '14 Harbour Street' }),
    place: aPlace({ point: points.postalCentre }),
  });
  await api.deps.properties.insert(property, undefined);
  const job = aJobIn(
    status,
    { contractorId: cole.userId, ...award },
    { homeownerId: hannah.userId, propertyId: property.id, ...overrides },
  );
  api.requests.put(job);
  return { id: job.id, job, property, jobs: api.callerAs(cole).contractor.jobs, api };
};

describe('contractor.jobs.access', () => {
  it('tells the bound contractor how to get in, with the address as it is now', async () => {
    const { id, jobs, property } = await setUp('assigned');
    expect(await jobs.access({ id })).toStrictEqual({
      accessNotes: canary,
      address: property.address,
      point: points.postalCentre,
    });
  });

  it.each(requestStatuses)('only until the job ends (%s)', async (status) => {
    const { id, jobs } = await setUp(status);
    const told = await refusalOf(jobs.access({ id }));
    const hasEnded = ['closed', 'cancelled', 'rejected'].includes(status);
    expect(told?.data.appCode ?? 'told').toBe(hasEnded ? 'not_found' : 'told');
  });

  it('answers what the request knows where there is no property', async () => {
    for (const propertyId of [null, hexId()]) {
      const { id, jobs, job } = await setUp('scheduled', {}, { propertyId });
      expect(await jobs.access({ id })).toStrictEqual({
        accessNotes: null,
        address: job.address,
        point: job.place.point,
      });
    }
  });

  it('never shows it to one who is not bound, here or in any view of the job', async () => {
    const { id, jobs, api } = await setUp('assigned', { acceptedAt: null });
    const refusal = await refused(jobs.access({ id }));
    expect(refusal.data.appCode).toBe('not_found');
    expect(refusal).toStrictEqual(await refused(jobs.access({ id: hexId() })));
    const rival = api.callerAs(aPrincipal({ roles: ['contractor'] })).contractor.jobs;
    expect((await refused(rival.access({ id }))).data.appCode).toBe('not_found');
    const views = [refusal, await jobs.get({ id }), await jobs.list({}), await jobs.timeline({ id })];
    expect(JSON.stringify(views)).not.toContain('CANARY');
    expect(JSON.stringify(views)).not.toContain('Harbour Street');
    await api.callerAs(cole).contractor.profile.save(aProfile());
    await jobs.acceptOffer({ id });
    expect((await jobs.access({ id })).accessNotes).toBe(canary);
  });
});
