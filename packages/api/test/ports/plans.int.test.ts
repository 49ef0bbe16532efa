import { describe } from 'vitest';
import { mongoPlans } from '../../src/modules/plan/plan.mongo.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { plansContract } from './plans.contract.ts';

describe('mongoPlans', () => {
  const { db } = useTestDatabase('plans');
  plansContract(() => mongoPlans(db));
});
