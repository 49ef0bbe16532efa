import { describe, expect, it } from 'vitest';
import { createSlots, type SlotOutcome, type Slots, storeWithin } from './slots.ts';

/** What a unique index does, for any number of processes. */
const setUp = (already: readonly number[] = []) => {
  const stored = new Set(already);
  const counts = { inserts: 0, looks: 0 };
  const fill = (slots: Slots, limit = 20, outcome: SlotOutcome = 'inserted') =>
    slots.fill({
      key: 'ann/2026-03-01',
      limit,
      insert: async (slot) => {
        counts.inserts += 1;
        await Promise.resolve();
        if (stored.has(slot)) return 'slot_taken';
        if (outcome === 'inserted') stored.add(slot);
        return outcome;
      },
      taken: async () => {
        counts.looks += 1;
        return [...stored];
      },
    });
  return { stored, counts, fill };
};

describe('slots', () => {
  it('are filled up to the limit, one insert each, and then full after one look', async () => {
    const { fill, counts, stored } = setUp();
    const slots = createSlots();
    for (let index = 0; index < 20; index += 1) expect(await fill(slots)).toBe('inserted');
    expect(counts).toEqual({ inserts: 20, looks: 0 });
    expect(await fill(slots)).toBe('full');
    expect(counts).toEqual({ inserts: 20, looks: 1 });
    expect([...stored].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, slot) => slot));
  });

  it('are found by a process that knows nothing', async () => {
    const { fill, counts } = setUp(Array.from({ length: 19 }, (_, slot) => slot));
    // Draws the first, which is taken.
    expect(await fill(createSlots(() => 0))).toBe('inserted');
    expect(counts).toEqual({ inserts: 2, looks: 1 });
  });

  it('admit exactly the limit of many at once, in one process and in several', async () => {
    for (const processes of [1, 2, 5]) {
      const { fill, stored } = setUp();
      const all = Array.from({ length: processes }, () => createSlots());
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, index) => fill(all[index % processes] ?? createSlots())),
      );
      expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(20);
      expect(outcomes.filter((outcome) => outcome === 'full')).toHaveLength(20);
      expect(stored.size).toBe(20);
    }
  });

  it('take nothing for what was not stored', async () => {
    const { fill, stored } = setUp();
    const slots = createSlots();
    for (let index = 0; index < 30; index += 1) expect(await fill(slots, 20, 'duplicate')).toBe('duplicate');
    expect(stored.size).toBe(0);
    expect(await fill(slots)).toBe('inserted');
  });

  it('notice what has become free since', async () => {
    const { fill, stored } = setUp();
    const slots = createSlots();
    for (let index = 0; index < 20; index += 1) await fill(slots);
    stored.delete(7);
    expect(await fill(slots)).toBe('inserted');
    expect(stored.has(7)).toBe(true);
  });

  it('give up when an insert says what cannot be', async () => {
    const insert = async (): Promise<SlotOutcome> => 'slot_taken';
    await expect(
      createSlots().fill({ key: 'k', limit: 3, insert, taken: async () => [] }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('storeWithin', () => {
  const storeTwice = async (limit: number) => {
    const slots = createSlots();
    const given: (number | undefined)[] = [];
    const store = () =>
      storeWithin(slots, {
        key: 'ann',
        limit,
        insert: async (slot) => {
          given.push(slot);
          return 'inserted';
        },
        taken: async () => given.filter((slot) => slot !== undefined),
      });
    return { outcomes: [await store(), await store()], given };
  };

  it('stores in a slot, as long as there is one', async () => {
    expect(await storeTwice(1)).toEqual({ outcomes: ['inserted', 'full'], given: [0] });
  });

  it('takes a limit of 0 for none', async () => {
    expect(await storeTwice(0)).toEqual({
      outcomes: ['inserted', 'inserted'],
      given: [undefined, undefined],
    });
  });
});
