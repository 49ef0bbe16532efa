import { describe } from 'vitest';
import { createTestApi } from '../testing.ts';
import { dueRequestsContract } from './due-requests.contract.ts';

describe('requests of plans, on fakes', () => dueRequestsContract(() => createTestApi().deps));
