import type { Db, ObjectId } from 'mongodb';
import type { SlotOutcome } from '../kernel/slots.ts';
import type { CollectionSpec, Index } from './collection.ts';
import { isDuplicateKey, isDuplicateOf, reach } from './faults.ts';

/** Limits how many records an owner has: each takes a slot of theirs for as long as it counts. */
export const ownerSlotIndex = {
  name: 'owner_slot',
  key: { ownerId: 1, slot: 1 },
  unique: true,
  partial: { slot: { $exists: true } },
} as const satisfies Index;

/** Inserts a record that takes one of a unique index's slots with it, and tells which index refused. */
export const insertInSlot = (slotIndex: Pick<Index, 'name' | 'key'>, insert: () => Promise<unknown>) =>
  reach(async (): Promise<SlotOutcome> => {
    try {
      await insert();
      return 'inserted';
    } catch (error) {
      if (isDuplicateOf(error, slotIndex)) return 'slot_taken';
      if (isDuplicateKey(error)) return 'duplicate';
      throw error;
    }
  });

/** The slots that records of `whose` have taken. */
export const slotsTaken = (
  db: Db,
  { name }: Pick<CollectionSpec, 'name'>,
  whose: Readonly<Record<string, ObjectId>>,
): Promise<number[]> =>
  reach(async () => {
    const docs = await db
      .collection<{ slot?: number }>(name)
      .find({ ...whose, slot: { $gte: 0 } }, { projection: { _id: 0, slot: 1 } })
      .toArray();
    return docs.flatMap(({ slot }) => slot ?? []);
  });
