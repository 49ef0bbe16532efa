import type { Db, Document } from 'mongodb';
import { findOneBeside } from '../../src/mongo/look.ts';
import { toObjectId } from '../../src/mongo/object-id.ts';
import type { Looking } from '../fakes/fake-look.ts';

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{24}$/.test(value);

/** A record as a document has it: its ids are the database's. */
const toDoc = (record: object): Document =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]: [string, unknown]) => {
      if (isId(value)) return [name, toObjectId(value)];
      const isPart = typeof value === 'object' && value !== null && !(value instanceof Date);
      return [name, isPart && !Array.isArray(value) ? toDoc(value) : value];
    }),
  );

/** Looks from beside a record that is stored for nothing else. */
export const lookingIn =
  (db: Db): Looking =>
  async (look, record) => {
    const records = db.collection('lookedFrom');
    const { insertedId } = await records.insertOne(toDoc(record ?? {}));
    const read = await findOneBeside(records, { filter: { _id: insertedId } }, { found: look });
    if (!read) throw new Error('The record is gone');
    return read.beside.found;
  };
