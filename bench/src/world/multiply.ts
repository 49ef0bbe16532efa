import { type Document, ObjectId } from 'mongodb';
import type { Template } from './templates.ts';

export interface CopyOptions {
  readonly owner: ObjectId;
  /** Distinguishes the copies of a database. */
  readonly index: number;
  readonly at: Date;
}

const sortKeyOf = (at: Date, id: ObjectId) => at.getTime().toString(16).padStart(12, '0') + id.toHexString();

/** A copy of a stored request with its events: another id, number, owner and time, all else as the platform wrote it. */
export const copyOf = ({ request, events }: Template, { owner, index, at }: CopyOptions) => {
  const _id = new ObjectId();
  const { _id: original, createdAt, sk }: Document = request;
  // The platform may change how it sorts; then a copy must not pretend.
  if (!(original instanceof ObjectId && createdAt instanceof Date && sk === sortKeyOf(createdAt, original))) {
    throw new Error('Requests are sorted by another key than the one that copies get.');
  }
  const copy: Document = {
    ...request,
    _id,
    number: `PM-${index.toString(36).toUpperCase().padStart(8, '0')}`,
    homeownerId: owner,
    title: `${request['title']} ${index}`,
    clientKey: `bench-copy-${index}`,
    sk: sortKeyOf(at, _id),
    createdAt: at,
    updatedAt: at,
  };
  return {
    request: copy,
    events: events.map((event): Document => {
      const { actor }: { actor?: object } = event;
      return { ...event, _id: new ObjectId(), subject: _id, actor: { ...actor, id: owner }, at };
    }),
  };
};
