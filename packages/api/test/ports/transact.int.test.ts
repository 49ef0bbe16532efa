import { describe } from 'vitest';
import { createTransact } from '../../src/mongo/transact.ts';
import { transactionPorts } from '../../src/mongo/transaction-ports.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { transactContract } from './transact.contract.ts';

describe('createTransact', () => {
  const { db, client } = useTestDatabase('transact');
  transactContract(() => ({
    ...transactionPorts(db),
    transact: createTransact(client, (session) => transactionPorts(db, session)),
  }));
});
