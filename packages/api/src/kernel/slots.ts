import { AppError } from './app-error.ts';

/** Whether a record was stored in the slot it was tried with. */
export type SlotOutcome = 'inserted' | 'duplicate' | 'slot_taken';

interface Fill {
  /** Whose slots, and of which period. */
  key: string;
  /** Slots are 0 to limit - 1. */
  limit: number;
  /** Tries to store the record; a unique index refuses a slot that is taken. */
  insert(slot: number): Promise<SlotOutcome>;
  /** The slots that are taken, as stored. */
  taken(): Promise<readonly number[]>;
}

/** A limit that the database holds exactly, for the price of one index entry and no command more. */
export interface Slots {
  /** `full` stores nothing. */
  fill(options: Fill): Promise<Exclude<SlotOutcome, 'slot_taken'> | 'full'>;
}

interface Store extends Omit<Fill, 'insert'> {
  /** Without a slot where there is no limit. */
  insert(slot?: number): Promise<SlotOutcome>;
}

/** Stores a record within a limit of so many; 0 stands for no limit, as in the settings. */
export const storeWithin = (slots: Slots, { limit, insert, ...whose }: Store) =>
  limit === 0 ? insert() : slots.fill({ limit, insert, ...whose });

interface Known {
  taken: Set<number>;
  /** Being tried by calls of this process right now. */
  trying: Set<number>;
}

const attempts = 10;
const mostKeys = 20_000;

/**
 * "At most n of something" as n slots under a unique index: a record is stored together with the number of a free slot,
 * so any number of processes cannot store one too many, and nothing has to be counted or given back. Which slots are
 * free is remembered; where that is wrong or unknown, the refused insert is followed by a look and another one.
 */
export const createSlots = (random: () => number = Math.random): Slots => {
  const memory = new Map<string, Known>();

  const knownOf = (key: string): Known => {
    const known = memory.get(key) ?? { taken: new Set(), trying: new Set() };
    // Moved to the end: the first are those that were not asked for longest.
    memory.delete(key);
    memory.set(key, known);
    if (memory.size > mostKeys) {
      const oldest = memory.keys().next();
      if (!oldest.done) memory.delete(oldest.value);
    }
    return known;
  };

  /** Drawn, so that processes that know nothing of each other seldom try the same. */
  const draw = ({ taken, trying }: Known, limit: number): number | undefined => {
    const free = Array.from({ length: limit }, (_, slot) => slot).filter((slot) => !taken.has(slot));
    const untried = free.filter((slot) => !trying.has(slot));
    const among = untried.length > 0 ? untried : free;
    return among[Math.floor(random() * among.length)];
  };

  return {
    fill: async ({ key, limit, insert, taken }) => {
      const known = knownOf(key);
      const look = async () => {
        known.taken = new Set(await taken());
      };
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        let slot = draw(known, limit);
        if (slot === undefined) {
          // Something may have gone since.
          await look();
          slot = draw(known, limit);
          if (slot === undefined) return 'full';
        }
        known.trying.add(slot);
        try {
          const outcome = await insert(slot);
          if (outcome === 'inserted') known.taken.add(slot);
          if (outcome !== 'slot_taken') return outcome;
        } finally {
          known.trying.delete(slot);
        }
        await look();
      }
      throw new AppError('conflict', 'Too much at once; try again');
    },
  };
};
