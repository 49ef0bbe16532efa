import { type Db, type Document, ObjectId } from 'mongodb';
import { type Copy, copyOf } from './multiply.ts';
import type { Template } from './templates.ts';

const batchSize = 1000;
const minute = 60_000;

interface FillOptions {
  readonly templates: readonly Template[];
  readonly owners: readonly string[];
  readonly count: number;
  /** The first copy's index; copies of one database need different ones. */
  readonly from?: number;
  readonly withEvents?: boolean;
}

/** The ids of a copy that was stored. */
export interface Stored {
  readonly id: string;
  /** Empty while there is no quote. */
  readonly quoteId: string;
}

/** Stores `count` copies, owner after owner, a minute apart; the newest is `from` minutes old. */
export const fill = async (
  db: Db,
  { templates, owners, count, from = 0, withEvents = true }: FillOptions,
): Promise<Stored[]> => {
  const newest = Date.now() - from * minute;
  const stored: Stored[] = [];
  for (let done = 0; done < count; done += batchSize) {
    const copies: Copy[] = [];
    for (let index = done; index < Math.min(count, done + batchSize); index += 1) {
      const template = templates[index % templates.length];
      const owner = owners[index % owners.length];
      if (template === undefined || owner === undefined)
        throw new Error('Nothing to copy, or nobody to own it.');
      const at = new Date(newest - index * minute);
      copies.push(copyOf(template, { owner: new ObjectId(owner), index: from + index, at }));
    }
    const documents: Record<string, Document[]> = {
      requests: copies.map(({ request }) => request),
      events: withEvents ? copies.flatMap(({ events }) => events) : [],
      quotes: copies.flatMap(({ quote }) => (quote ? [quote] : [])),
    };
    for (const [name, some] of Object.entries(documents)) {
      if (some.length > 0) await db.collection(name).insertMany(some, { ordered: false });
    }
    for (const { request, quote } of copies) {
      stored.push({ id: String(request['_id']), quoteId: quote ? String(quote['_id']) : '' });
    }
  }
  return stored;
};
