import { describe } from 'vitest';
import { mongoContractors } from '../../src/modules/contractor/contractor.mongo.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { contractorsContract } from './contractors.contract.ts';

describe('mongoContractors', () => {
  const { db } = useTestDatabase('contractors');
  contractorsContract(() => mongoContractors(db), lookingIn(db));
});
