import { describe } from 'vitest';
import { fakeContractors } from '../fakes/fake-contractors.ts';
import { fakeRequests } from '../fakes/fake-requests.ts';
import { fakeTransact } from '../fakes/fake-transact.ts';
import { transactContract } from './transact.contract.ts';

describe('fakeTransact', () => {
  transactContract(() => {
    const ports = { requests: fakeRequests(), contractors: fakeContractors() };
    return { ...ports, transact: fakeTransact(ports) };
  });
});
