import { describe } from 'vitest';
import type { TransactionPorts } from '../../src/deps.ts';
import { mongoContractors } from '../../src/modules/contractor/contractor.mongo.ts';
import { mongoRequests } from '../../src/modules/request/request.mongo.ts';
import { createTransact } from '../../src/mongo/transact.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { transactContract } from './transact.contract.ts';

describe('createTransact', () => {
  const { db, client } = useTestDatabase('transact');
  transactContract(() => ({
    requests: mongoRequests(db),
    contractors: mongoContractors(db),
    transact: createTransact<TransactionPorts>(client, (session) => ({
      requests: mongoRequests(db, session),
      contractors: mongoContractors(db, session),
    })),
  }));
});
