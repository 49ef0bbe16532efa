import { describe } from 'vitest';
import { fakeWorkEntries } from '../fakes/fake-work-entries.ts';
import { workEntriesContract } from './work-entries.contract.ts';

describe('fakeWorkEntries', () => workEntriesContract(fakeWorkEntries));
