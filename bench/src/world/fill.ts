import { type Db, type Document, ObjectId } from 'mongodb';
import { copyOf } from './multiply.ts';
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
  readonly onProgress?: (done: number) => void;
}

/** Stores `count` copies, owner after owner, a minute apart; the newest is `from` minutes old. Answers their ids. */
export const fill = async (
  db: Db,
  { templates, owners, count, from = 0, withEvents = true, onProgress }: FillOptions,
): Promise<string[]> => {
  const newest = Date.now() - from * minute;
  const ids: string[] = [];
  for (let done = 0; done < count; done += batchSize) {
    const requests: Document[] = [];
    const events: Document[] = [];
    for (let index = done; index < Math.min(count, done + batchSize); index += 1) {
      const template = templates[index % templates.length];
      const owner = owners[index % owners.length];
      if (template === undefined || owner === undefined)
        throw new Error('Nothing to copy, or nobody to own it.');
      const at = new Date(newest - index * minute);
      const copy = copyOf(template, { owner: new ObjectId(owner), index: from + index, at });
      requests.push(copy.request);
      ids.push(String(copy.request['_id']));
      if (withEvents) events.push(...copy.events);
    }
    await db.collection('requests').insertMany(requests, { ordered: false });
    if (events.length > 0) await db.collection('events').insertMany(events, { ordered: false });
    onProgress?.(done + requests.length);
  }
  return ids;
};
