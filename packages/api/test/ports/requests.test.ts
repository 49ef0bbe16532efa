import { describe } from 'vitest';
import { fakeRequests } from '../fakes/fake-requests.ts';
import { requestsContract } from './requests.contract.ts';

describe('fakeRequests', () => {
  requestsContract(() => {
    const requests = fakeRequests();
    return { requests, tails: requests };
  });
});
