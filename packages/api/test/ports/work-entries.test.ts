import { describe } from 'vitest';
import { lookingInFakes } from '../fakes/fake-look.ts';
import { fakeWorkEntries } from '../fakes/fake-work-entries.ts';
import { workEntriesContract } from './work-entries.contract.ts';

describe('fakeWorkEntries', () => workEntriesContract(fakeWorkEntries, lookingInFakes));
