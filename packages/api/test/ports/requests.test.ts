import { describe } from 'vitest';
import { lookingInFakes } from '../fakes/fake-look.ts';
import { fakeProperties } from '../fakes/fake-properties.ts';
import { fakeRequests } from '../fakes/fake-requests.ts';
import { requestJobsContract } from './request-jobs.contract.ts';
import { requestLooksContract } from './request-looks.contract.ts';
import { requestReadsContract } from './request-reads.contract.ts';
import { requestTailsContract } from './request-tails.contract.ts';
import { requestWritesContract } from './request-writes.contract.ts';

describe('fakeRequests', () => {
  const open = () => {
    const requests = fakeRequests();
    return { requests, tails: requests };
  };
  requestWritesContract(open);
  requestReadsContract(open);
  requestJobsContract(open);
  requestTailsContract(open);
  requestLooksContract(() => ({ ...open(), properties: fakeProperties(), look: lookingInFakes }));
});
