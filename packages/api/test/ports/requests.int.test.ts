import { describe } from 'vitest';
import { mongoRequests, mongoRequestTails } from '../../src/modules/request/request.mongo.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { requestsContract } from './requests.contract.ts';

describe('mongoRequests', () => {
  const { db } = useTestDatabase('requests');
  requestsContract(() => ({ requests: mongoRequests(db), tails: mongoRequestTails(db) }));
});
