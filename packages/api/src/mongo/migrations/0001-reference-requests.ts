import { createHash } from 'node:crypto';
import type { Db, Document, ObjectId } from 'mongodb';
import { sortKey } from '../../kernel/sort-key.ts';
import { isDuplicateKey } from '../faults.ts';
import { toObjectId } from '../object-id.ts';
import type { Migration, MigrationContext } from './migration.ts';
import { readReferenceDocument } from './reference-document.ts';

/** Where the reference may have kept its requests. Its own collection is left as it is; ours is upgraded in place. */
const ownCollection = 'maintenance_requests';
const sharedCollection = 'requests';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Made of the id, so that two processes that migrate the same document write the same. */
const numberOf = (id: string) => {
  const digest = createHash('sha256').update(id).digest();
  return `PM-${Array.from(digest.subarray(0, 8), (byte) => crockford.charAt(byte & 31)).join('')}`;
};

/** The document as schema version 1 has it. Spelled out here: later versions of the code must not change old steps. */
const upgraded = (doc: Document & { _id: ObjectId }, { userIdOf, now }: MigrationContext) => {
  const id = doc._id.toHexString();
  const { subject, ...read } = readReferenceDocument(doc, now);
  const homeownerId = toObjectId(userIdOf(subject ?? 'reference|unknown'));
  return {
    _id: doc._id,
    schemaVersion: 1,
    number: numberOf(id),
    version: 1,
    homeownerId,
    propertyId: null,
    sk: sortKey(read.createdAt, id),
    ...read,
    place: { jurisdictionId: null, point: null, precision: null, cell: null },
    waitingOn: read.status === 'submitted' ? 'homeowner' : 'none',
    visibility: 'parties',
    resolution: read.status === 'closed' ? 'fixed' : read.status === 'cancelled' ? 'withdrawn' : null,
    commands: [],
    tail: [
      {
        seq: 1,
        type: 'submitted',
        actor: { id: homeownerId, role: 'homeowner' },
        at: read.createdAt,
        from: null,
        to: read.status,
        fields: [],
        reason: null,
        notices: [],
      },
    ],
    relayDueAt: read.createdAt,
  };
};

export const referenceRequests: Migration = {
  name: '0001-reference-requests',
  run: async (db: Db, context) => {
    const requests = db.collection(sharedCollection);
    for await (const doc of db.collection(ownCollection).find()) {
      await requests.insertOne(upgraded(doc, context)).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
    }
    for await (const doc of requests.find({ schemaVersion: { $exists: false } })) {
      await requests.replaceOne({ _id: doc._id, schemaVersion: { $exists: false } }, upgraded(doc, context));
    }
  },
};
