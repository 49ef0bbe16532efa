import type { FieldError } from '@pmp/contracts/error';
import { expect } from 'vitest';
import type { Request } from '../src/modules/request/request.ports.ts';
import { anAward } from './factories/award.ts';
import { aProfile } from './factories/contractor.ts';
import { aPrincipal } from './factories/principal.ts';
import { aRequest } from './factories/request.ts';
import { createTestApi, refused } from './testing.ts';

interface Expected {
  appCode: string;
  message?: string;
  currentVersion?: number;
  fieldErrors?: FieldError[];
}

/** A homeowner, two contractors (the first has the job) and an official, on fakes. */
export const aTeam = async () => {
  const api = createTestApi();
  const homeowner = aPrincipal();
  const contractor = aPrincipal({ roles: ['contractor'] });
  const rival = aPrincipal({ roles: ['contractor'] });
  const official = aPrincipal({ roles: ['official'] });
  await api.deps.officials.assign(official.userId, 'riverton');
  for (const one of [contractor, rival]) {
    await api.callerAs(one).contractor.profile.save(aProfile());
  }
  const award = anAward({ contractorId: contractor.userId, agreed: { minor: 50_000, currency: 'EUR' } });
  const stored = async ({ id }: Pick<Request, 'id'>) => {
    const whole = await api.requests.findWhole(id, { by: 'system' });
    if (!whole) throw new Error('The request is gone');
    return whole;
  };
  return {
    api,
    award,
    contractorId: contractor.userId,
    rivalId: rival.userId,
    homeownerId: homeowner.userId,
    own: api.callerAs(homeowner).homeowner.requests,
    jobs: api.callerAs(contractor).contractor.jobs,
    rivalJobs: api.callerAs(rival).contractor.jobs,
    official: api.callerAs(official).official.requests,
    put: (overrides: Partial<Request> = {}) => {
      const request = aRequest({ version: 6, homeownerId: homeowner.userId, ...overrides });
      api.requests.put(request);
      return request;
    },
    /** With the award, in a state after it. */
    putJob: (overrides: Partial<Request> = {}) => {
      const request = aRequest({
        version: 6,
        homeownerId: homeowner.userId,
        status: 'in_progress',
        award,
        ...overrides,
      });
      api.requests.put(request);
      return request;
    },
    stored,
    /** What the last write told. */
    lastOf: async (request: Pick<Request, 'id'>) => (await stored(request)).tail.at(-1),
    /** It is refused, in these words, and the request stays as it was. */
    expectRefused: async (request: Request, call: () => Promise<unknown>, expected: Expected) => {
      const before = await stored(request);
      const { message, data } = await refused(call());
      const { fieldErrors, appCode, ...rest } = expected;
      expect({ message, ...data }).toMatchObject({ appCode, ...rest });
      if (fieldErrors) expect(data.fieldErrors).toEqual(fieldErrors);
      expect(await stored(request)).toEqual(before);
    },
  };
};

export const badField = (path: string, message: string): Expected => ({
  appCode: 'bad_input',
  fieldErrors: [{ path, message }],
});
export const ruledOut = (message: string): Expected => ({ appCode: 'invalid_transition', message });
export const clash = (message: string): Expected => ({ appCode: 'conflict', message });
export const gone: Expected = { appCode: 'not_found' };
export const reused: Expected = { appCode: 'key_reused' };

/** For a reason to be given. */
export const reason = 'There is a good reason';
