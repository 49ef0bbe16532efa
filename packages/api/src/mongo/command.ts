import type { Collection, Filter, WithId } from 'mongodb';
import { type CommandRecord, commandRing, type Earlier } from '../kernel/command.ts';
import type { Index } from './collection.ts';
import { reach } from './faults.ts';

/** A record as far as the command that created it goes: a repeat of that command is known by it. */
export interface CreatedDoc {
  clientKey?: string;
  clientHash?: string;
}

/** Who creates records of a kind: each of them has keys of their own. */
type Creator = 'owner' | 'homeowner' | 'contractor';

/** What a command leaves in the record that it creates. */
export const createdBy = (command: CommandRecord | undefined): CreatedDoc =>
  command ? { clientKey: command.key, clientHash: command.hash } : {};

/** Keeps a creator from making two records with one key. */
export const clientKeyIndex = (creator: Creator): Index => ({
  name: `${creator}_client_key`,
  key: { [`${creator}Id`]: 1, clientKey: 1 },
  unique: true,
  partial: { clientKey: { $exists: true } },
});

/** What a creator has made with a key; undefined when nothing. */
export const findCreated = <Doc extends CreatedDoc, Created>(
  records: Collection<Doc>,
  filter: Filter<Doc>,
  toCreated: (doc: WithId<Doc>) => Created,
): Promise<Earlier<Created> | undefined> =>
  reach(async () => {
    const doc = await records.findOne(filter);
    return doc ? { created: toCreated(doc), hash: doc.clientHash ?? '' } : undefined;
  });

/** For `$push`: a command that changes a record joins its ring, and the oldest leaves. */
export const intoRing = (command: CommandRecord) => ({
  commands: { $each: [command], $slice: -commandRing },
});
