import type { StandingState } from '@pmp/contracts/person';
import type { Db, ObjectId } from 'mongodb';
import type { CommandRecord } from '../../kernel/command.ts';
import { sortKey } from '../../kernel/sort-key.ts';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { intoRing } from '../../mongo/command.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import { type Reloading, reloading } from '../../mongo/reloading.ts';
import type { Blocks, Decision, Officials, PersonStanding } from './person.ports.ts';

/** `_id` is the person's. Nobody is deleted here: that a block was lifted must reach every process too. */
interface BlockDoc {
  _id: ObjectId;
  schemaVersion: 1;
  version: number;
  /** Null when the block was lifted. */
  reason: Exclude<StandingState, 'active'> | null;
  at: Date;
  by: ObjectId;
  sk: string;
  decisions: DecisionDoc[];
  commands: CommandRecord[];
}

interface DecisionDoc extends Omit<Decision, 'by'> {
  by: ObjectId;
}

interface OfficialDoc {
  _id: ObjectId;
  firstSeenAt: Date;
  /** Absent until an operator has assigned one. */
  jurisdictionId?: string | null;
}

export const blockCollection: CollectionSpec<BlockDoc> = {
  name: 'blocks',
  indexes: [{ name: 'changed', key: { sk: 1 } }],
  shapes: [
    { name: 'standing', equal: ['_id'], index: '_id_' },
    { name: 'change', equal: ['_id', 'version'], index: '_id_' },
    { name: 'changedSince', equal: [], then: 'sk', index: 'changed' },
  ],
};

export const officialCollection: CollectionSpec<OfficialDoc> = {
  name: 'officials',
  indexes: [],
  shapes: [{ name: 'byId', equal: ['_id'], index: '_id_' }],
};

const fromDoc = ({
  _id,
  version,
  reason,
  at,
}: Pick<BlockDoc, '_id' | 'version' | 'reason' | 'at'>): PersonStanding => ({
  personId: fromObjectId(_id),
  version,
  state: reason ?? 'active',
  changedAt: at,
});

export const mongoBlocks = (db: Db): Blocks => {
  const blocks = open(db, blockCollection);
  return {
    standing: (personId) =>
      reach(async () => {
        const doc = await blocks.findOne({ _id: toObjectId(personId) });
        return doc
          ? { standing: fromDoc(doc), commands: doc.commands, decisions: doc.decisions.length }
          : undefined;
      }),

    change: ({ personId, expectedVersion, decision, command }) =>
      reach(async () => {
        const _id = toObjectId(personId);
        const { at, state } = decision;
        const by = toObjectId(decision.by);
        const set = { reason: state === 'active' ? null : state, at, by, sk: sortKey(at, personId) };
        if (expectedVersion > 0) {
          const doc = await blocks.findOneAndUpdate(
            { _id, version: expectedVersion },
            {
              $set: set,
              $inc: { version: 1 },
              $push: {
                decisions: { ...decision, by },
                ...(command && intoRing(command)),
              },
            },
            { returnDocument: 'after' },
          );
          return doc ? fromDoc(doc) : undefined;
        }
        const doc: BlockDoc = {
          _id,
          schemaVersion: 1,
          version: 1,
          ...set,
          decisions: [{ ...decision, by }],
          commands: command ? [command] : [],
        };
        try {
          await blocks.insertOne(doc);
          return fromDoc(doc);
        } catch (error) {
          if (isDuplicateKey(error)) return undefined;
          throw error;
        }
      }),

    changedSince: (from, limit) =>
      reach(async () => {
        const docs = await blocks
          .find({ sk: { $gte: from } }, { projection: { reason: 1, sk: 1 } })
          .sort({ sk: 1 })
          .limit(limit)
          .toArray();
        return docs.map(({ _id, reason, sk }) => ({
          personId: fromObjectId(_id),
          blocked: reason !== null,
          sortKey: sk,
        }));
      }),
  };
};

/** A process notes each official once. */
const mostRemembered = 10_000;

interface OfficialsOptions {
  now: () => Date;
  /** How often the assignments are read again. */
  everyMs: number;
  onError: (error: unknown) => void;
}

export const mongoOfficials = (
  db: Db,
  { now, everyMs, onError }: OfficialsOptions,
): Officials & Pick<Reloading<unknown>, 'reload' | 'stop'> => {
  const officials = open(db, officialCollection);
  const noted = new Set<string>();
  const load = () =>
    reach(async () => {
      const docs = await officials.find({}, { projection: { jurisdictionId: 1 } }).toArray();
      return new Map(docs.map(({ _id, jurisdictionId }) => [fromObjectId(_id), jurisdictionId ?? null]));
    });
  const assigned = reloading(new Map<string, string | null>(), load, { everyMs, onError });

  const note = (personId: string) =>
    reach(async () => {
      try {
        await officials.insertOne({ _id: toObjectId(personId), firstSeenAt: now() });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    });

  return {
    seen: (personId) => {
      if (noted.has(personId)) return;
      if (noted.size >= mostRemembered) noted.clear();
      noted.add(personId);
      note(personId).catch((error: unknown) => {
        // The next call tries again.
        noted.delete(personId);
        onError(error);
      });
    },
    has: (personId) =>
      reach(async () => {
        if (noted.has(personId)) return true;
        const _id = toObjectId(personId);
        return (await officials.findOne({ _id }, { projection: { _id: 1 } })) !== null;
      }),
    jurisdictionOf: (personId) => assigned.current().get(personId) ?? null,
    assign: async (personId, jurisdictionId) => {
      await note(personId);
      noted.add(personId);
      await reach(() => officials.updateOne({ _id: toObjectId(personId) }, { $set: { jurisdictionId } }));
      await assigned.reload();
    },
    reload: assigned.reload,
    stop: assigned.stop,
  };
};
