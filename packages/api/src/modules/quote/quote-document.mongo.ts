import type { QuoteEventType, QuoteFacts, StoredQuoteState } from '@pmp/contracts/quote-view';
import type { ObjectId } from 'mongodb';
import type { CommandRecord } from '../../kernel/command.ts';
import { fromToldDoc, type ToldDoc, toToldDoc } from '../../mongo/entry.ts';
import { fromObjectId, toObjectId } from '../../mongo/object-id.ts';
import type { NewQuote, Quote, QuoteTail, QuoteTailEntry, Revision, RevisionBrief } from './quote.ports.ts';

/** A former revision is stored whole, since what was offered is not forgotten; it is read in brief. */
export interface QuoteDoc
  extends Omit<Quote, 'id' | 'requestId' | 'contractorId' | 'homeownerId' | 'past' | 'sortKey'> {
  _id: ObjectId;
  schemaVersion: 1;
  requestId: ObjectId;
  contractorId: ObjectId;
  homeownerId: ObjectId;
  past: Revision[];
  sk: string;
  commands: CommandRecord[];
  tail: ToldDoc<QuoteEventType, StoredQuoteState, QuoteFacts>[];
  /** Set while the tail holds something: when the oldest of it was written. */
  relayDueAt?: Date;
}

/** What no reader needs of former revisions. */
export const briefly = {
  'past.lines': 0,
  'past.validUntil': 0,
  'past.leadDays': 0,
  'past.durationDays': 0,
  'past.note': 0,
  'past.licensedUntil': 0,
} as const;

export const toQuoteDoc = ({ quote, entry, command }: NewQuote): QuoteDoc => ({
  _id: toObjectId(quote.id),
  schemaVersion: 1,
  version: quote.version,
  requestId: toObjectId(quote.requestId),
  contractorId: toObjectId(quote.contractorId),
  homeownerId: toObjectId(quote.homeownerId),
  asked: quote.asked,
  state: quote.state,
  current: quote.current,
  past: [],
  draft: quote.draft,
  createdAt: quote.createdAt,
  updatedAt: quote.updatedAt,
  sk: quote.sortKey,
  commands: command ? [command] : [],
  tail: entry ? [toToldDoc(entry)] : [],
  ...(entry && { relayDueAt: entry.at }),
});

export type BriefQuoteDoc = Omit<QuoteDoc, 'past' | 'commands' | 'tail'> & { past: RevisionBrief[] };

export const fromQuoteDoc = (doc: BriefQuoteDoc): Quote => ({
  id: fromObjectId(doc._id),
  version: doc.version,
  requestId: fromObjectId(doc.requestId),
  contractorId: fromObjectId(doc.contractorId),
  homeownerId: fromObjectId(doc.homeownerId),
  asked: doc.asked,
  state: doc.state,
  current: doc.current,
  past: doc.past.map(({ revision, submittedAt, total, currency }) => ({
    revision,
    submittedAt,
    total,
    currency,
  })),
  draft: doc.draft,
  createdAt: doc.createdAt,
  updatedAt: doc.updatedAt,
  sortKey: doc.sk,
});

export const fromTailDoc = (entries: QuoteDoc['tail']): QuoteTailEntry[] =>
  entries.map((entry) => fromToldDoc(entry, {}));

export const toTail = ({ _id, version, tail }: Pick<QuoteDoc, '_id' | 'version' | 'tail'>): QuoteTail => ({
  subjectId: fromObjectId(_id),
  version,
  entries: fromTailDoc(tail),
});
