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
    const onError = (error: unknown) => void errors.push(error);
    return { errors, ...mongoOfficials(db, { now: () => instant, everyMs: 3_600_000, onError }) };
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

  it('knows an assignment at once here, and elsewhere after the next reading', async () => {
    const [here, there] = [open(), open()];
    const personId = hexId();
    expect(here.jurisdictionOf(personId)).toBeNull();
    await here.assign(personId, 'riverton');
    expect(here.jurisdictionOf(personId)).toBe('riverton');
    expect(there.jurisdictionOf(personId)).toBeNull();
    await there.reload();
    expect(there.jurisdictionOf(personId)).toBe('riverton');
    await there.assign(personId, null);
    expect(there.jurisdictionOf(personId)).toBeNull();
    await here.reload();
    expect(here.jurisdictionOf(personId)).toBeNull();
    // Whoever is assigned is an official, seen or not.
    expect(await open().has(personId)).toBe(true);
    expect([...here.errors, ...there.errors]).toEqual([]);
  });
});
