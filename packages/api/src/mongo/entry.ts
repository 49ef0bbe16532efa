import type { ObjectId } from 'mongodb';
import { type Entry, type Notice, type Told, usualKind } from '../modules/event/event.ports.ts';
import { fromObjectId, toObjectId } from './object-id.ts';

type Actor = { id: ObjectId; role: Entry['actor']['role'] };

/** An event as it is stored. Ids among its facts stay text: no query asks for them. */
export interface EntryDoc<Type extends string, State extends string, Facts>
  extends Omit<Entry<Type, State, Facts>, 'actor' | 'facts'> {
  actor: Actor;
  /** Absent where there are none, and in events from before there were any. */
  facts?: Facts;
}

/** An event in its record's tail, with the notices that go with it. Of what is empty or follows from the type nothing is kept. */
export interface ToldDoc<Type extends string, State extends string, Facts>
  extends Omit<EntryDoc<Type, State, Facts>, 'fields' | 'reason'> {
  fields?: string[];
  reason?: string;
  /** Without a kind, it is the one that is named after the event. */
  notices?: { to: ObjectId; kind?: Notice['kind'] }[];
}

export const toEntryDoc = <Type extends string, State extends string, Facts extends object>(
  entry: Entry<Type, State, Facts>,
): EntryDoc<Type, State, Facts> => ({
  seq: entry.seq,
  type: entry.type,
  actor: { id: toObjectId(entry.actor.id), role: entry.actor.role },
  at: entry.at,
  from: entry.from,
  to: entry.to,
  fields: entry.fields,
  reason: entry.reason,
  ...(Object.keys(entry.facts).length > 0 && { facts: entry.facts }),
});

export const toToldDoc = <Type extends string, State extends string, Facts extends object>(
  entry: Told<Entry<Type, State, Facts>>,
): ToldDoc<Type, State, Facts> => {
  const { fields, reason, ...rest } = toEntryDoc(entry);
  const notices = entry.notices.map(({ to, kind }) => ({
    to: toObjectId(to),
    ...(kind !== usualKind(entry.type) && { kind }),
  }));
  return {
    ...rest,
    ...(fields.length > 0 && { fields }),
    ...(reason !== null && { reason }),
    ...(notices.length > 0 && { notices }),
  };
};

/** `none` is what an event without facts has. */
export const fromEntryDoc = <Type extends string, State extends string, Facts extends object>(
  doc: EntryDoc<Type, State, Facts>,
  none: Facts,
): Entry<Type, State, Facts> => ({
  seq: doc.seq,
  type: doc.type,
  actor: { id: fromObjectId(doc.actor.id), role: doc.actor.role },
  at: doc.at,
  from: doc.from,
  to: doc.to,
  fields: doc.fields,
  reason: doc.reason,
  facts: doc.facts ?? none,
});

export const fromToldDoc = <Type extends string, State extends string, Facts extends object>(
  doc: ToldDoc<Type, State, Facts>,
  none: Facts,
): Told<Entry<Type, State, Facts>> => ({
  ...fromEntryDoc({ ...doc, fields: doc.fields ?? [], reason: doc.reason ?? null }, none),
  notices: (doc.notices ?? []).map(({ to, kind = usualKind(doc.type) }) => ({ to: fromObjectId(to), kind })),
});
