import { describe, expect, it } from 'vitest';
import { type Cases, halvesOf } from './halves.ts';
import { objectId } from './must.ts';
import type { StoredEvent } from './operation-log.ts';
import type { Stored } from './stored-records.ts';

const id = (digit: string) => digit.repeat(24);
const [requestId, earlierId, quoteId, contractorId, invoiceId, orderId] = ['1', '2', '3', '4', '5', '6'].map(
  id,
) as [string, string, string, string, string, string];
const [start, end] = [new Date('2027-01-01T09:00:00Z'), new Date('2027-01-01T10:00:00Z')];

const stored = (is: string, fields: object, events: readonly StoredEvent[], status = 'assigned'): Stored => ({
  doc: { _id: objectId(is), ...fields },
  id: is,
  subjectKey: is,
  version: events.length,
  status,
  commandKeys: [],
  events,
  tailSeqs: [],
  notices: [],
});
const told = (type: string, facts: Record<string, unknown> = {}): StoredEvent => ({ seq: 1, type, facts });

const award = {
  contractorId: objectId(contractorId),
  quoteId: objectId(quoteId),
  revision: 2,
  changeOrders: [{ id: objectId(orderId) }],
};
const visits = [{ state: 'confirmed', start, end }];
const events = [
  told('awarded', { quoteId }),
  told('scheduled', { start, end }),
  told('invoice_published', { invoiceId }),
  told('merged', { duplicateOfId: earlierId }),
];
const request = { award, visits, invoice: { id: objectId(invoiceId) } };
const quote = { requestId: objectId(requestId), current: { revision: 2 } };
const booking = { requestId: objectId(requestId), start, end };
const earlier = stored(earlierId, {}, [told('absorbed')]);

const whole: Cases = {
  requests: [stored(requestId, request, events), earlier],
  quotes: [stored(quoteId, quote, [told('quote_accepted')], 'accepted')],
  calendars: [{ _id: objectId(contractorId), bookings: [booking] }],
  invoices: [{ _id: objectId(invoiceId), requestId: objectId(requestId), status: 'published' }],
  changeOrders: [{ _id: objectId(orderId) }],
};
const withRequest = (fields: object, others: readonly StoredEvent[] = events): Partial<Cases> => ({
  requests: [stored(requestId, { ...request, ...fields }, others), earlier],
});
const without = (type: string) =>
  withRequest(
    {},
    events.filter((event) => event.type !== type),
  );

describe('halves', () => {
  it('are none where everything is in its place', () => {
    expect(halvesOf(whole)).toEqual([]);
    // A booking outlives a visit that was given up.
    expect(halvesOf({ ...whole, ...withRequest({ visits: [] }) })).toEqual([]);
  });

  it.each<[string, Partial<Cases>, string]>([
    ['an accepted quote without its award', without('awarded'), '1 times accepted, 0 awarded'],
    [
      'an award whose quote was not accepted',
      { quotes: [stored(quoteId, quote, [], 'submitted')] },
      'an award without its quote',
    ],
    [
      'an award of another revision',
      {
        quotes: [
          stored(quoteId, { ...quote, current: { revision: 3 } }, [told('quote_accepted')], 'accepted'),
        ],
      },
      'an award without its quote',
    ],
    ['a quote without its request', { requests: [] }, 'has no request'],
    ['a visit without its booking', { calendars: [] }, 'a visit without its booking'],
    ['a booking without its visit', without('scheduled'), 'a booking without its visit'],
    ['an invoice that nobody was told of', without('invoice_published'), 'published, told 0'],
    ['an invoice that is none', { invoices: [] }, 'an invoice that is none'],
    ['a change order that is none', { changeOrders: [] }, 'a change order that is none'],
    ['a request that absorbed nothing', without('merged'), 'absorbed 1, merged 0'],
  ])('are found: %s', (_, change, words) => {
    expect(halvesOf({ ...whole, ...change }).join('\n')).toContain(words);
  });
});
