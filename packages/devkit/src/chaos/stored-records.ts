import type { Db, Document, Filter, WithId } from 'mongodb';
import type { StoredEvent, StoredRecord } from './operation-log.ts';

/** A record with what the database holds of it, for questions that its history does not answer. */
export interface Stored extends StoredRecord {
  readonly doc: WithId<Document>;
}

/** Where a kind of record and its events lie, and by what the log knows one of it. */
export interface Kept {
  readonly records: string;
  readonly events: string;
  subjectKey(doc: Document): string;
}

export const keptRequests: Kept = {
  records: 'requests',
  events: 'events',
  subjectKey: (doc) => String(doc['clientKey']),
};

export const quoteKey = (requestId: string, contractorId: string) => `${requestId}/${contractorId}`;

export const keptQuotes: Kept = {
  records: 'quotes',
  events: 'quoteEvents',
  subjectKey: (doc) => quoteKey(String(doc['requestId']), String(doc['contractorId'])),
};

/**
 * Reads records with their histories, straight from the database. The records first, as a relay clears a tail last: what is not in a
 * tail that was read is in what is read after it.
 */
export async function storedRecords(
  db: Db,
  { records, events, subjectKey }: Kept,
  filter: Filter<Document> = {},
): Promise<Stored[]> {
  const docs = await db.collection(records).find(filter).toArray();
  const subjects = { subject: { $in: docs.map(({ _id }) => _id) } };
  const [relayedEvents, outbox] = await Promise.all([
    db.collection(events).find(subjects).toArray(),
    db.collection('outbox').find(subjects).toArray(),
  ]);
  const eventsOf = Map.groupBy(relayedEvents, ({ subject }) => String(subject));
  const noticesOf = Map.groupBy(outbox, ({ subject }) => String(subject));
  return docs.map((doc) => {
    const id = String(doc._id);
    const tail: StoredEvent[] = doc['tail'];
    const relayed = (eventsOf.get(id) ?? []).map(
      ({ seq, type, facts }): StoredEvent => ({ seq, type, facts }),
    );
    const seqs = new Set(relayed.map(({ seq }) => seq));
    const commands: { key: string }[] = doc['commands'];
    return {
      doc,
      id,
      subjectKey: subjectKey(doc),
      version: Number(doc['version']),
      status: String(doc['status'] ?? doc['state']),
      commandKeys: commands.map(({ key }) => key),
      // A relay that died between recording and clearing leaves an event in both: that is one event.
      events: [...relayed, ...tail.filter(({ seq }) => !seqs.has(seq))],
      tailSeqs: tail.map(({ seq }) => seq),
      notices: (noticesOf.get(id) ?? []).map(({ seq, to, kind }) => ({
        seq: Number(seq),
        what: `${String(to)} ${String(kind)}`,
      })),
    };
  });
}
