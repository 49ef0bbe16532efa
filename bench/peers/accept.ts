import type { AcceptQuote } from '@pmp/contracts/quote';
import { ObjectId } from 'mongodb';
import { change, entry } from './change.ts';
import { categories, client, quotes } from './database.ts';
import { everyone, type RequestDoc } from './stored.ts';
import { type Caller, Refused } from './tokens.ts';
import { forHomeowner } from './views.ts';

/** What nobody needs of former revisions. */
const briefly = {
  'past.lines': 0,
  'past.validUntil': 0,
  'past.leadDays': 0,
  'past.durationDays': 0,
  'past.note': 0,
  'past.licensedUntil': 0,
};

const isOpenTo = ({ openTo = [] }: RequestDoc, contractorId: ObjectId) =>
  openTo.some((id) => id.equals(contractorId) || id.toHexString() === everyone);

/** The quote as it stands, if it is one that may be accepted. */
const acceptable = async (doc: RequestDoc, { quoteId, revision }: AcceptQuote, now: Date) => {
  const quote = await quotes.findOne(
    { _id: new ObjectId(quoteId), requestId: doc._id },
    { projection: briefly },
  );
  const current = quote?.current;
  if (!quote || !current) throw new Refused(422, 'This is not a quote for this request');
  const isCurrent = quote.state === 'submitted' && current.revision === revision && current.validUntil > now;
  if (!isCurrent || !isOpenTo(doc, quote.contractorId)) throw new Refused(409, 'Look at this quote again');
  const isLicensed = current.licensedUntil !== null && current.licensedUntil > now;
  if (categories.get(doc.category)?.licenceRequired && !isLicensed)
    throw new Refused(409, 'The contractor has no licence');
  const cap = doc.spendCap;
  if (cap && (cap.currency !== current.currency || current.total > cap.minor))
    throw new Refused(409, 'This is above your cap');
  return { quote, current };
};

export const accept = async (caller: Caller, { commandKey, ...input }: AcceptQuote) => {
  const { id, version, revision } = input;
  const doc = await change({
    by: caller.id,
    scope: { homeownerId: caller.id },
    id,
    version,
    commandKey,
    payload: { award: input, as: 'homeowner' },
    make: async (found, now) => {
      if (found.status !== 'quoting') throw new Refused(409, 'Too late');
      const { quote, current } = await acceptable(found, input, now);
      const { contractorId } = quote;
      const agreed = { minor: current.total, currency: current.currency };
      const told = entry({
        seq: quote.version + 1,
        type: 'quote_accepted',
        by: caller.id,
        role: 'homeowner',
        at: now,
        from: quote.state,
        to: 'accepted',
        facts: { revision, amount: agreed },
        notices: [{ to: contractorId, kind: 'quote_accepted' }],
      });
      return {
        set: {
          award: {
            revision,
            agreed,
            awardedAt: now,
            acceptedAt: now,
            acceptDueAt: null,
            atVersion: found.version + 1,
            contractorId,
            quoteId: quote._id,
            changeOrders: [],
          },
          windows: null,
          visits: [],
          pausedMs: 0,
          completion: null,
          reminded: false,
          waitingOn: 'contractor',
          status: 'assigned',
        },
        told: {
          type: 'awarded',
          by: caller.id,
          role: 'homeowner',
          facts: {
            contractorId: contractorId.toHexString(),
            quoteId: quote._id.toHexString(),
            revision,
            amount: agreed,
          },
          notices: [{ to: found.homeownerId }],
        },
        write: async (own) => {
          const session = client.startSession();
          try {
            session.startTransaction({
              readConcern: { level: 'snapshot' },
              writeConcern: { w: 'majority', j: true },
            });
            const taken = await quotes.findOneAndUpdate(
              { _id: quote._id, version: quote.version },
              {
                $set: { state: 'accepted', updatedAt: now },
                $min: { relayDueAt: now },
                $inc: { version: 1 },
                $push: { tail: told },
              },
              { returnDocument: 'after', projection: briefly, session },
            );
            const awarded = taken && (await own(session));
            if (awarded) await session.commitTransaction();
            else await session.abortTransaction();
            return awarded;
          } finally {
            await session.endSession();
          }
        },
      };
    },
  });
  return forHomeowner(doc);
};
