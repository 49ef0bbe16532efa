import type { ClientSession, Db } from 'mongodb';
import { clearTails } from '../../mongo/clear-tails.ts';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { intoRing } from '../../mongo/command.ts';
import { toToldDoc } from '../../mongo/entry.ts';
import { isDuplicateKey, reach } from '../../mongo/faults.ts';
import { type Brought, findBeside, findOneBeside, lookAt } from '../../mongo/look.ts';
import { toObjectId } from '../../mongo/object-id.ts';
import { pageFilter } from '../../mongo/page-filter.ts';
import type { Tails } from '../event/event.ports.ts';
import type { FoundQuote, QuoteEntry, Quotes, WholeQuote } from './quote.ports.ts';
import {
  briefly,
  fromQuoteDoc,
  fromTailDoc,
  type QuoteDoc,
  toQuoteDoc,
  toTail,
} from './quote-document.mongo.ts';

export const quoteCollection: CollectionSpec<QuoteDoc> = {
  name: 'quotes',
  indexes: [
    { name: 'request_contractor', key: { requestId: 1, contractorId: 1 }, unique: true },
    { name: 'contractor_newest', key: { contractorId: 1, sk: -1 } },
    { name: 'request_state_cheapest', key: { requestId: 1, state: 1, 'current.total': 1 } },
    { name: 'relay_due', key: { relayDueAt: 1 }, partial: { relayDueAt: { $exists: true } } },
  ],
  shapes: [
    { name: 'own', equal: ['requestId', 'contractorId'], index: 'request_contractor' },
    { name: 'ofRequest', equal: ['_id', 'requestId'], index: '_id_' },
    { name: 'list', equal: ['contractorId'], then: 'sk', index: 'contractor_newest' },
    {
      name: 'cheapestBeside',
      equal: ['requestId', 'state'],
      then: 'current.total',
      index: 'request_state_cheapest',
    },
    { name: 'change', equal: ['_id', 'version'], index: '_id_' },
    { name: 'overdue', equal: [], then: 'relayDueAt', index: 'relay_due' },
  ],
};

export const quoteEventCollection: CollectionSpec = {
  name: 'quoteEvents',
  indexes: [{ name: 'subject_seq', key: { subject: 1, seq: 1 }, unique: true }],
  shapes: [{ name: 'beside', equal: ['subject'], index: 'subject_seq' }],
};

/** A view needs neither the keys of past commands nor the tail. */
const viewOnly = { ...briefly, commands: 0, tail: 0, relayDueAt: 0 } as const;

const foundOf = <Beside extends object>({ doc, beside }: Brought<QuoteDoc, Beside>): FoundQuote<Beside> => ({
  quote: fromQuoteDoc(doc),
  beside,
});

const wholeOf = <Beside extends object>(
  found: Brought<QuoteDoc, Beside> | undefined,
): WholeQuote<Beside> | undefined =>
  found && { ...foundOf(found), commands: found.doc.commands, tail: fromTailDoc(found.doc.tail) };

/** With a session, a change happens in that session's transaction. */
export const mongoQuotes = (db: Db, session?: ClientSession): Quotes => {
  const quotes = open(db, quoteCollection);
  return {
    own: (requestId, contractorId, looks) =>
      reach(async () => {
        const filter = { requestId: toObjectId(requestId), contractorId: toObjectId(contractorId) };
        return wholeOf(await findOneBeside(quotes, { filter, projection: briefly }, looks));
      }),

    ownBeside: (requestId, contractorId, looks) =>
      lookAt(
        quoteCollection,
        {
          by: { ids: toObjectId(requestId), foreign: 'requestId' },
          filter: { contractorId: toObjectId(contractorId) },
          projection: briefly,
          looks,
        },
        ([found]) => wholeOf(found),
      ),

    ofRequest: (requestId, id) =>
      reach(async () => {
        const filter = { _id: toObjectId(id), requestId: toObjectId(requestId) };
        return wholeOf(await findOneBeside(quotes, { filter, projection: briefly }));
      }),

    oneBeside: (requestId, id, looks) =>
      lookAt(
        quoteCollection,
        {
          by: { ids: toObjectId(id), foreign: '_id' },
          filter: { requestId: toObjectId(requestId) },
          projection: viewOnly,
          looks,
        },
        ([found]) => found && foundOf(found),
      ),

    acceptedBeside: (requestId) =>
      lookAt(
        quoteCollection,
        {
          by: { local: 'award.quoteId', foreign: '_id' },
          filter: { requestId: toObjectId(requestId) },
          projection: viewOnly,
        },
        ([found]) => found && fromQuoteDoc(found.doc),
      ),

    cheapestBeside: (requestId, limit, looks) =>
      lookAt(
        quoteCollection,
        {
          by: { ids: toObjectId(requestId), foreign: 'requestId' },
          filter: { state: { $in: ['submitted', 'accepted'] } },
          sort: { 'current.total': 1 },
          limit,
          projection: viewOnly,
          looks,
        },
        (found) => found.map(foundOf),
      ),

    list: (contractorId, page, looks) =>
      reach(async () => {
        const { range, sort, limit } = pageFilter(page);
        const filter = { contractorId: toObjectId(contractorId), ...range };
        const found = await findBeside(quotes, { filter, sort, limit, projection: viewOnly }, looks);
        return found.map(foundOf);
      }),

    insert: (quote) =>
      reach(async () => {
        const doc = toQuoteDoc(quote);
        try {
          await quotes.insertOne(doc);
        } catch (error) {
          if (isDuplicateKey(error)) return undefined;
          throw error;
        }
        return { quote: fromQuoteDoc(doc), tail: toTail(doc) };
      }),

    change: ({ quote: { id, version, current }, set, at, entry, command }) =>
      reach(async () => {
        const isRevised = set.current && current;
        const doc = await quotes.findOneAndUpdate(
          { _id: toObjectId(id), version },
          {
            $set: { ...set, updatedAt: at },
            // Sets it unless an older entry is still waiting.
            ...(entry && { $min: { relayDueAt: entry.at } }),
            $inc: { version: 1 },
            $push: {
              ...(isRevised && { past: current }),
              ...(entry && { tail: toToldDoc(entry) }),
              ...(command && intoRing(command)),
            },
          },
          { returnDocument: 'after', projection: briefly, ...(session && { session }) },
        );
        return doc ? { quote: fromQuoteDoc(doc), tail: toTail(doc) } : undefined;
      }),
  };
};

export const mongoQuoteTails = (db: Db): Tails<QuoteEntry> => {
  const quotes = open(db, quoteCollection);
  return {
    clear: (tails) => reach(() => clearTails(db, quoteCollection, tails)),

    overdue: (before, limit) =>
      reach(async () => {
        const docs = await quotes
          .find({ relayDueAt: { $lt: before } }, { projection: { version: 1, tail: 1 } })
          .sort({ relayDueAt: 1 })
          .limit(limit)
          .toArray();
        return docs.map(toTail);
      }),
  };
};
