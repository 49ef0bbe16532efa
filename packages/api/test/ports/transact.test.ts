import { describe } from 'vitest';
import { createTestApi } from '../testing.ts';
import { transactContract } from './transact.contract.ts';

describe('fakeTransact', () => {
  transactContract(() => createTestApi().deps);
});
