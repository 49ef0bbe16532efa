import type { Db, Document, Filter } from 'mongodb';
import { type Kept, keptQuotes, keptRequests, type Stored, storedRecords } from './stored-records.ts';

/** Records that were written in one transaction, or name each other. */
export interface Cases {
  readonly requests: readonly Stored[];
  readonly quotes: readonly Stored[];
  readonly calendars: readonly Document[];
  readonly invoices: readonly Document[];
  readonly changeOrders: readonly Document[];
}

/** Reads requests and all that goes with them, straight from the database; all of them without `requestIds`. */
export async function readCases(db: Db, requestIds?: Document[]): Promise<Cases> {
  const of = (field: string): Filter<Document> => (requestIds ? { [field]: { $in: requestIds } } : {});
  const records = (kept: Kept, field: string) => storedRecords(db, kept, of(field));
  const documents = (name: string, filter: Filter<Document>) => db.collection(name).find(filter).toArray();
  const [requests, quotes, calendars, invoices, changeOrders] = await Promise.all([
    records(keptRequests, '_id'),
    records(keptQuotes, 'requestId'),
    documents('contractorCalendars', requestIds ? { 'bookings.requestId': { $in: requestIds } } : {}),
    documents('invoices', of('requestId')),
    documents('changeOrders', of('requestId')),
  ]);
  return { requests, quotes, calendars, invoices, changeOrders };
}

const text = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));
/** The documents in a field of a document, where there are any. */
export const listIn = (holder: Document | null | undefined, name: string): Document[] => {
  const found: unknown = holder?.[name];
  return Array.isArray(found) ? (found as Document[]) : [];
};
const countIn = (
  { events }: Stored,
  type: string,
  is: (facts: Readonly<Record<string, unknown>>) => boolean,
) => events.filter((event) => event.type === type && is(event.facts ?? {})).length;

/** What was written by half: each entry says what, and of which record. */
export function halvesOf(cases: Cases): string[] {
  return [...awardHalves(cases), ...visitHalves(cases), ...paperHalves(cases), ...mergeHalves(cases)];
}

/** An accepted quote and the award of its request are one write. */
function awardHalves({ requests, quotes }: Cases): string[] {
  const byId = new Map(requests.map((request) => [request.id, request]));
  const found = quotes.flatMap((quote) => {
    const request = byId.get(text(quote.doc['requestId']));
    if (!request) return [`quote ${quote.id} has no request`];
    const accepted = countIn(quote, 'quote_accepted', () => true);
    const awarded = countIn(request, 'awarded', ({ quoteId }) => quoteId === quote.id);
    return accepted === awarded ? [] : [`quote ${quote.id}: ${accepted} times accepted, ${awarded} awarded`];
  });
  for (const { id, doc } of requests) {
    const award: Document | null | undefined = doc['award'];
    const standing = quotes.filter(
      (quote) => text(quote.doc['requestId']) === id && isStanding(quote, award),
    );
    if (award?.['quoteId'] && standing.length !== 1) found.push(`request ${id}: an award without its quote`);
  }
  return found;
}

/** Whether this quote, as it is now, is what was awarded. */
export const isStanding = ({ id, status, doc }: Stored, award: Document | null | undefined) =>
  text(award?.['quoteId']) === id &&
  status === 'accepted' &&
  doc['current']?.revision === award?.['revision'];

/** A visit and its booking are one write. A booking outlives a visit that was given up, until it is in somebody's way. */
function visitHalves({ requests, calendars }: Cases): string[] {
  const booked = new Set(
    calendars.flatMap(({ _id, bookings }) =>
      (bookings as Document[]).map((one) => bookingKey(one['requestId'], _id, one)),
    ),
  );
  const found: string[] = [];
  for (const { id, doc } of requests)
    for (const visit of listIn(doc, 'visits'))
      if (visit['state'] === 'confirmed' && !booked.has(bookingKey(id, doc['award']?.contractorId, visit)))
        found.push(`request ${id}: a visit without its booking`);
  const byId = new Map(requests.map((request) => [request.id, request]));
  for (const { bookings } of calendars)
    for (const { requestId, start } of bookings as Document[]) {
      const request = byId.get(text(requestId));
      const agreed =
        request && countIn(request, 'scheduled', (facts) => text(facts['start']) === text(start));
      if (agreed === 0) found.push(`request ${text(requestId)}: a booking without its visit`);
    }
  return found;
}

const bookingKey = (requestId: unknown, contractorId: unknown, { start, end }: Document) =>
  [requestId, contractorId, start, end].map(text).join(' ');

/** A published invoice and what its request says of it are one write; a change order is there before the award names it. */
function paperHalves({ requests, invoices, changeOrders }: Cases): string[] {
  const byId = new Map(requests.map((request) => [request.id, request]));
  const found = invoices.flatMap(({ _id, requestId, status }) => {
    const request = byId.get(text(requestId));
    const told = request && countIn(request, 'invoice_published', ({ invoiceId }) => invoiceId === text(_id));
    return told === (status === 'published' ? 1 : 0) ? [] : [`invoice ${text(_id)}: ${status}, told ${told}`];
  });
  const published = new Set(invoices.flatMap(({ _id, status }) => (status === 'published' ? text(_id) : [])));
  const proposed = new Set(changeOrders.map(({ _id }) => text(_id)));
  for (const { id, doc } of requests) {
    const invoice: Document | null | undefined = doc['invoice'];
    if (invoice && !published.has(text(invoice['id']))) found.push(`request ${id}: an invoice that is none`);
    for (const order of listIn(doc['award'], 'changeOrders'))
      if (!proposed.has(text(order['id']))) found.push(`request ${id}: a change order that is none`);
  }
  return found;
}

/** Merging writes both requests at once. */
function mergeHalves({ requests }: Cases): string[] {
  return requests.flatMap((request) => {
    const absorbed = countIn(request, 'absorbed', () => true);
    const merged = requests.reduce(
      (sum, other) => sum + countIn(other, 'merged', ({ duplicateOfId }) => duplicateOfId === request.id),
      0,
    );
    return absorbed === merged ? [] : [`request ${request.id}: absorbed ${absorbed}, merged ${merged}`];
  });
}
