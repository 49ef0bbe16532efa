import { describe } from 'vitest';
import { fakePlans } from '../fakes/fake-plans.ts';
import { plansContract } from './plans.contract.ts';

describe('fakePlans', () => plansContract(fakePlans));
