import type { ClientSession, Db, ObjectId } from 'mongodb';
import type { CommandRecord } from '../../kernel/command.ts';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { intoRing } from '../../mongo/command.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import { lookAt } from '../../mongo/look.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import type { FoundInvoice, Invoice, Invoices, OfAward } from './invoice.ports.ts';

interface InvoiceDoc extends Omit<Invoice, 'id' | 'requestId' | 'contractorId'> {
  _id: ObjectId;
  schemaVersion: 1;
  requestId: ObjectId;
  contractorId: ObjectId;
  /** The award that it is the draft of, as `<request>/<version>`; absent once it is published. Unique: one draft for each award. */
  draftOf?: string;
  commands: CommandRecord[];
}

export const invoiceCollection: CollectionSpec<InvoiceDoc> = {
  name: 'invoices',
  indexes: [
    { name: 'draft_of', key: { draftOf: 1 }, unique: true, partial: { draftOf: { $exists: true } } },
    { name: 'request', key: { requestId: 1 } },
  ],
  shapes: [
    { name: 'draftsBeside', equal: ['requestId'], left: ['contractorId', 'status'], index: 'request' },
    { name: 'sentBeside', equal: ['_id'], left: ['requestId'], index: '_id_' },
    { name: 'change', equal: ['_id', 'status', 'version'], index: '_id_' },
  ],
};

const keyOf = ({ requestId, atVersion }: OfAward) => `${requestId}/${atVersion}`;

const atVersionOf = ({ draftOf = '' }: InvoiceDoc) => Number(draftOf.slice(draftOf.indexOf('/') + 1));

const toDoc = (
  { id, requestId, contractorId, ...rest }: Invoice,
  award: OfAward,
  command: CommandRecord | undefined,
): InvoiceDoc => ({
  _id: toObjectId(id),
  schemaVersion: 1,
  requestId: toObjectId(requestId),
  contractorId: toObjectId(contractorId),
  draftOf: keyOf(award),
  ...rest,
  commands: command ? [command] : [],
});

const fromDoc = (doc: InvoiceDoc): Invoice => ({
  id: fromObjectId(doc._id),
  requestId: fromObjectId(doc.requestId),
  contractorId: fromObjectId(doc.contractorId),
  version: doc.version,
  status: doc.status,
  lines: doc.lines,
  total: doc.total,
  note: doc.note,
  dueAt: doc.dueAt,
  against: doc.against,
  publishedAt: doc.publishedAt,
  createdAt: doc.createdAt,
  updatedAt: doc.updatedAt,
});

const foundIn = (doc: InvoiceDoc): FoundInvoice => ({ invoice: fromDoc(doc), commands: doc.commands });

/** With a session, publishing happens in that session's transaction. */
export const mongoInvoices = (db: Db, session?: ClientSession): Invoices => {
  const invoices = open(db, invoiceCollection);
  const draftAt = (id: string, version: number) => ({
    _id: toObjectId(id),
    status: 'draft' as const,
    version,
  });
  return {
    insert: (draft, award, command) =>
      reach(async () => {
        try {
          await invoices.insertOne(toDoc(draft, award, command));
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      }),

    draftsBeside: ({ requestId, contractorId }) =>
      lookAt(
        invoiceCollection,
        {
          by: { ids: toObjectId(requestId), foreign: 'requestId' },
          filter: { contractorId: toObjectId(contractorId), status: 'draft' },
        },
        (found) => found.map(({ doc }) => ({ ...foundIn(doc), atVersion: atVersionOf(doc) })),
      ),

    sentBeside: (requestId) =>
      lookAt(
        invoiceCollection,
        { by: { local: 'invoice.id', foreign: '_id' }, filter: { requestId: toObjectId(requestId) } },
        ([found]) => found && foundIn(found.doc),
      ),

    save: ({ invoiceId, expectedVersion, fields, at, command }) =>
      reach(async () => {
        const doc = await invoices.findOneAndUpdate(
          draftAt(invoiceId, expectedVersion),
          {
            $set: { ...fields, updatedAt: at },
            $inc: { version: 1 },
            ...(command && { $push: intoRing(command) }),
          },
          { returnDocument: 'after' },
        );
        return doc ? fromDoc(doc) : undefined;
      }),

    publish: ({ invoiceId, expectedVersion, against, at }) =>
      reach(async () => {
        const doc = await invoices.findOneAndUpdate(
          draftAt(invoiceId, expectedVersion),
          {
            $set: { status: 'published', against, publishedAt: at, updatedAt: at },
            $unset: { draftOf: '' },
            $inc: { version: 1 },
          },
          { returnDocument: 'after', ...(session && { session }) },
        );
        return doc ? fromDoc(doc) : undefined;
      }),
  };
};
