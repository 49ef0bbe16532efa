import { type Document, ObjectId } from 'mongodb';
import type { Template } from './templates.ts';

export interface CopyOptions {
  readonly owner: ObjectId;
  /** Distinguishes the copies of a database. */
  readonly index: number;
  readonly at: Date;
}

/** Documents to be stored together. */
export interface Copy {
  readonly request: Document;
  readonly events: readonly Document[];
  readonly quote?: Document;
}

const sortKeyOf = (at: Date, id: ObjectId) => at.getTime().toString(16).padStart(12, '0') + id.toHexString();

/** Another id and time, and the sort key that follows from them. The platform may change how it sorts; then a copy must not pretend. */
const anew = (original: Document, at: Date) => {
  const { _id, createdAt, sk } = original;
  if (!(_id instanceof ObjectId && createdAt instanceof Date && sk === sortKeyOf(createdAt, _id))) {
    throw new Error('Records are sorted by another key than the one that copies get.');
  }
  const id = new ObjectId();
  return { ...original, _id: id, sk: sortKeyOf(at, id), createdAt: at, updatedAt: at };
};

/** A copy of a stored request with its events and its quote: another id, number, owner and time, all else as the platform wrote it. */
export const copyOf = ({ request, events, quote }: Template, { owner, index, at }: CopyOptions): Copy => {
  const copy = {
    ...anew(request, at),
    number: `PM-${index.toString(36).toUpperCase().padStart(8, '0')}`,
    homeownerId: owner,
    title: `${request['title']} ${index}`,
    clientKey: `bench-copy-${index}`,
  };
  return {
    request: copy,
    events: events.map((event): Document => {
      const { actor }: { actor?: object } = event;
      return { ...event, _id: new ObjectId(), subject: copy._id, actor: { ...actor, id: owner }, at };
    }),
    ...(quote && { quote: { ...anew(quote, at), requestId: copy._id, homeownerId: owner } }),
  };
};
