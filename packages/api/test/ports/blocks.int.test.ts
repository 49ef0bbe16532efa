import { describe, expect, it, vi } from 'vitest';
import { mongoBlocks, mongoOfficials } from '../../src/modules/person/person.mongo.ts';
import { hexId, instant } from '../factories/unique.ts';
import { useTestDatabase } from '../mongo/test-database.ts';
import { blocksContract } from './blocks.contract.ts';

describe('mongoBlocks', () => {
  const { db } = useTestDatabase('blocks');
  blocksContract(() => mongoBlocks(db));
});

describe('mongoOfficials', () => {
  const { db } = useTestDatabase('officials');
  const open = () => {
    const errors: unknown[] = [];
    return { errors, ...mongoOfficials(db, { now: () => instant, onError: (error) => errors.push(error) }) };
  };

  it('remembers officials for every process', async () => {
    const [here, there] = [open(), open()];
    const personId = hexId();
    expect(await there.has(personId)).toBe(false);
    here.seen(personId);
    here.seen(personId);
    expect(await here.has(personId)).toBe(true);
    await vi.waitFor(async () => expect(await there.has(personId)).toBe(true), 5_000);
    there.seen(personId);
    expect(await here.has(hexId())).toBe(false);
    expect([...here.errors, ...there.errors]).toEqual([]);
  });
});
