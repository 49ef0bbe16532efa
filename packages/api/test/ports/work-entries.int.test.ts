import { describe } from 'vitest';
import { mongoWorkEntries } from '../../src/modules/work-log/work-log.mongo.ts';
import { lookingIn } from '../mongo/looking.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { workEntriesContract } from './work-entries.contract.ts';

describe('mongoWorkEntries', () => {
  const { db } = useTestDatabase('work_entries');
  workEntriesContract(() => mongoWorkEntries(db), lookingIn(db));
});
