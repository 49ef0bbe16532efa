import type { Db } from 'mongodb';
import type { StoredRequest } from './operation-log.ts';

interface Entry {
  seq: number;
  type: string;
}

/** Reads all requests with their histories, straight from the database. */
export async function storedRequests(db: Db): Promise<StoredRequest[]> {
  const [requests, events, outbox] = await Promise.all([
    db.collection('requests').find().toArray(),
    db.collection('events').find().toArray(),
    db.collection('outbox').find().toArray(),
  ]);
  const eventsOf = Map.groupBy(events, ({ subject }) => String(subject));
  const noticesOf = Map.groupBy(outbox, ({ subject }) => String(subject));
  return requests.map((doc) => {
    const id = String(doc._id);
    const tail: Entry[] = doc['tail'];
    const relayed = (eventsOf.get(id) ?? []).map(({ seq, type }): Entry => ({ seq, type }));
    const seqs = new Set(relayed.map(({ seq }) => seq));
    const commands: { key: string }[] = doc['commands'];
    return {
      id,
      clientKey: String(doc['clientKey']),
      version: Number(doc['version']),
      status: String(doc['status']),
      commandKeys: commands.map(({ key }) => key),
      // A relay that died between recording and clearing leaves an event in both: that is one event.
      events: [...relayed, ...tail.filter(({ seq }) => !seqs.has(seq))],
      tailSeqs: tail.map(({ seq }) => seq),
      outboxSeqs: (noticesOf.get(id) ?? []).map(({ seq }) => Number(seq)),
    };
  });
}
