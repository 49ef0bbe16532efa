import type { ClientSession, Db, ObjectId } from 'mongodb';
import type { CommandRecord } from '../../kernel/command.ts';
import { sortKey } from '../../kernel/sort-key.ts';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { intoRing } from '../../mongo/command.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import { lookAt } from '../../mongo/look.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import { pageFilter } from '../../mongo/page-filter.ts';
import type { Contractor, Contractors, ProfileSave } from './contractor.ports.ts';

/** `_id` is the contractor's own id. */
interface ContractorDoc extends Omit<Contractor, 'id' | 'sortKey'> {
  _id: ObjectId;
  schemaVersion: 1;
  sk: string;
  /** At most 200, and only while active. */
  boardKeys?: string[];
  commands: CommandRecord[];
}

export const contractorCollection: CollectionSpec<ContractorDoc> = {
  name: 'contractors',
  indexes: [{ name: 'board_newest', key: { boardKeys: 1, sk: -1 } }],
  shapes: [
    { name: 'byId', equal: ['_id'], index: '_id_' },
    { name: 'save', equal: ['_id', 'version'], index: '_id_' },
    { name: 'listFor', equal: ['boardKeys'], then: 'sk', index: 'board_newest' },
  ],
};

const fromDoc = ({
  _id,
  schemaVersion: _,
  sk,
  boardKeys: __,
  commands: ___,
  ...rest
}: Omit<ContractorDoc, 'commands'> & Partial<Pick<ContractorDoc, 'commands'>>): Contractor => ({
  id: fromObjectId(_id),
  ...rest,
  sortKey: sk,
});

const firstDoc = ({ contractorId, fields, boardKeys, at, command }: ProfileSave): ContractorDoc => ({
  _id: toObjectId(contractorId),
  schemaVersion: 1,
  version: 1,
  ...fields,
  ...(fields.active && { boardKeys: [...boardKeys] }),
  rated: { count: 0, quality: 0, time: 0, price: 0 },
  createdAt: at,
  updatedAt: at,
  sk: sortKey(at, contractorId),
  commands: command ? [command] : [],
});

/** Neither the keys of past commands nor those of the board. */
const viewOnly = { commands: 0, boardKeys: 0 } as const;

/** With a session, a rating happens in that session's transaction. */
export const mongoContractors = (db: Db, session?: ClientSession): Contractors => {
  const contractors = open(db, contractorCollection);
  return {
    own: (id) =>
      reach(async () => {
        const doc = await contractors.findOne({ _id: toObjectId(id) }, { projection: { boardKeys: 0 } });
        return doc ? { contractor: fromDoc(doc), commands: doc.commands } : undefined;
      }),

    save: (save) =>
      reach(async () => {
        const { contractorId, expectedVersion, fields, boardKeys, at, command } = save;
        if (expectedVersion === 0) {
          const doc = firstDoc(save);
          try {
            await contractors.insertOne(doc);
            return fromDoc(doc);
          } catch (error) {
            if (isDuplicateKey(error)) return undefined;
            throw error;
          }
        }
        const doc = await contractors.findOneAndUpdate(
          { _id: toObjectId(contractorId), version: expectedVersion },
          {
            $set: { ...fields, updatedAt: at, ...(fields.active && { boardKeys: [...boardKeys] }) },
            ...(!fields.active && { $unset: { boardKeys: '' as const } }),
            $inc: { version: 1 },
            ...(command && { $push: intoRing(command) }),
          },
          { returnDocument: 'after', projection: viewOnly },
        );
        return doc ? fromDoc(doc) : undefined;
      }),

    find: (id) =>
      reach(async () => {
        const doc = await contractors.findOne({ _id: toObjectId(id) }, { projection: viewOnly });
        return doc ? fromDoc(doc) : undefined;
      }),

    beside: () =>
      lookAt(
        contractorCollection,
        { by: { local: 'contractorId', foreign: '_id' }, projection: viewOnly },
        ([found]) => found && fromDoc(found.doc),
      ),

    manyBeside: (ids) =>
      lookAt(
        contractorCollection,
        { by: { ids: ids.slice(0, 100).map(toObjectId), foreign: '_id' }, projection: viewOnly },
        (found) => found.map(({ doc }) => fromDoc(doc)),
      ),

    withKeysBeside: (id) =>
      lookAt(
        contractorCollection,
        { by: { ids: toObjectId(id), foreign: '_id' }, projection: { commands: 0 } },
        ([found]) => found && { contractor: fromDoc(found.doc), boardKeys: found.doc.boardKeys ?? [] },
      ),

    listFor: (boardKeys, page) =>
      reach(async () => {
        if (boardKeys.length === 0) return [];
        const { range, sort, limit } = pageFilter(page);
        const docs = await contractors
          .find({ boardKeys: { $in: [...boardKeys] }, ...range }, { projection: viewOnly })
          .sort(sort)
          .limit(limit)
          .toArray();
        return docs.map(fromDoc);
      }),

    boardKeys: (id) =>
      reach(async () => {
        const doc = await contractors.findOne({ _id: toObjectId(id) }, { projection: { boardKeys: 1 } });
        return doc?.boardKeys ?? [];
      }),

    rate: (id, { quality, time, price }) =>
      reach(async () => {
        await contractors.updateOne(
          { _id: toObjectId(id) },
          { $inc: { 'rated.count': 1, 'rated.quality': quality, 'rated.time': time, 'rated.price': price } },
          session ? { session } : {},
        );
      }),
  };
};
