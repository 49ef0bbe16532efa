import { describe } from 'vitest';
import { fakeContractors } from '../fakes/fake-contractors.ts';
import { lookingInFakes } from '../fakes/fake-look.ts';
import { contractorsContract } from './contractors.contract.ts';

describe('fakeContractors', () => contractorsContract(fakeContractors, lookingInFakes));
