import { expect, it } from 'vitest';
import type { CommandRecord } from '../../src/kernel/command.ts';
import { sortKey } from '../../src/kernel/sort-key.ts';
import type { Award } from '../../src/modules/request/request.ports.ts';
import type { WorkEntries, WorkEntry } from '../../src/modules/work-log/work-log.ports.ts';
import { anAward } from '../factories/award.ts';
import { hexId, instant, later, unique } from '../factories/unique.ts';
import type { Looking } from '../fakes/fake-look.ts';

const commandNamed = (key: string): CommandRecord => ({ key, hash: `hash of ${key}` });

const anEntry = (overrides: Partial<WorkEntry> = {}): WorkEntry & { slot: number } => {
  const id = overrides.id ?? hexId();
  const createdAt = overrides.createdAt ?? instant;
  return {
    id,
    requestId: hexId(),
    contractorId: hexId(),
    kind: 'labour',
    text: 'Fitted the valve',
    minutes: 90,
    quantity: 1.5,
    unit: 'h',
    unitPrice: 4_000,
    amount: 6_000,
    currency: 'EUR',
    at: instant,
    createdAt,
    removedAt: null,
    sortKey: sortKey(createdAt, id),
    slot: unique(),
    ...overrides,
  };
};

const withoutSlot = ({ slot: _, ...entry }: ReturnType<typeof anEntry>): WorkEntry => entry;

/** What every implementation of `WorkEntries` must do. */
export const workEntriesContract = (open: () => WorkEntries, look: Looking) => {
  const entries = open();
  const inserted = async (overrides: Partial<WorkEntry> = {}, command?: CommandRecord) => {
    const entry = anEntry(overrides);
    expect(await entries.insert(entry, command)).toBe('inserted');
    return withoutSlot(entry);
  };

  it('stores every field as it was', async () => {
    const labour = await inserted();
    expect(await entries.all(labour)).toStrictEqual([labour]);
    const fee = await inserted({ kind: 'fee', minutes: null, quantity: 0.001 });
    expect(await entries.all(fee)).toStrictEqual([fee]);
  });

  it('answers the whole log of one job and contractor, newest first', async () => {
    const log = { requestId: hexId(), contractorId: hexId() };
    await inserted({ requestId: log.requestId });
    await inserted({ contractorId: log.contractorId });
    const made: WorkEntry[] = [];
    for (const createdAt of [instant, later(2), later(1)]) made.push(await inserted({ ...log, createdAt }));
    const newestFirst = [made[1], made[2], made[0]];
    expect(await entries.all(log)).toStrictEqual(newestFirst);
    const beside = (award: Award | null) => look(entries.beside(log.requestId), { award });
    expect(await beside(anAward({ contractorId: log.contractorId }))).toStrictEqual(newestFirst);
    expect(await beside(anAward())).toEqual([]);
    expect(await beside(null)).toEqual([]);
  });

  it('refuses a slot that is taken in the log', async () => {
    const log = { requestId: hexId(), contractorId: hexId() };
    expect(await entries.insert({ ...anEntry(log), slot: 0 }, undefined)).toBe('inserted');
    expect(await entries.insert({ ...anEntry(log), slot: 0 }, undefined)).toBe('slot_taken');
    const elsewhere = anEntry({ requestId: log.requestId });
    expect(await entries.insert({ ...elsewhere, slot: 0 }, undefined)).toBe('inserted');
    const last = anEntry(log);
    expect(await entries.insert({ ...last, slot: 199 }, undefined)).toBe('inserted');
    await entries.remove(last.id, { ...log, since: last.at }, later(1));
    expect((await entries.takenSlots(log)).toSorted((a, b) => a - b)).toEqual([0, 199]);
  });

  it('refuses the same key of the same contractor, or a taken id, and stores nothing', async () => {
    const first = await inserted({}, commandNamed('key-one'));
    const { contractorId } = first;
    const second = anEntry({ contractorId });
    expect(await entries.insert(second, commandNamed('key-one'))).toBe('duplicate');
    expect(await entries.all(second)).toEqual([]);
    expect(await entries.insert(anEntry({ id: first.id }), undefined)).toBe('duplicate');
    await inserted({}, commandNamed('key-one'));
    expect(await entries.createdWith(contractorId, 'key-one')).toStrictEqual({
      created: first,
      hash: 'hash of key-one',
    });
    expect(await entries.createdWith(contractorId, 'key-two')).toBeUndefined();
    expect(await entries.createdWith(hexId(), 'key-one')).toBeUndefined();
  });

  it('removes one of the log, once', async () => {
    const entry = await inserted();
    const log = { ...entry, since: entry.at };
    const removed = { ...entry, removedAt: later(60) };
    expect(await entries.remove(entry.id, log, later(60))).toStrictEqual(removed);
    expect(await entries.remove(entry.id, log, later(99))).toStrictEqual(removed);
    expect(await entries.all(entry)).toStrictEqual([removed]);
    expect(await entries.remove(hexId(), log, later(60))).toBeUndefined();
    const kept = await inserted();
    expect(await entries.remove(kept.id, log, later(60))).toBeUndefined();
    expect(await entries.all(kept)).toStrictEqual([kept]);
  });

  it('removes nothing that was done before', async () => {
    const entry = await inserted();
    const since = new Date(entry.at.getTime() + 1);
    expect(await entries.remove(entry.id, { ...entry, since }, later(60))).toBeUndefined();
    expect(await entries.all(entry)).toStrictEqual([entry]);
  });
};
