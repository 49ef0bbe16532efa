import { requestStatuses } from '@pmp/contracts/lifecycle';
import { requestEventTypes } from '@pmp/contracts/request-event';
import fc from 'fast-check';
import { BSON } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { hasRoom, type TailEntry, tailLimit, weightOf } from '../../src/modules/event/event.ports.ts';
import { toToldDoc } from '../../src/mongo/entry.ts';
import { anEntry, aRequest } from '../factories/request.ts';
import { hexId, later } from '../factories/unique.ts';

const id = hexId();
const optional = { requiredKeys: [] };
const money = fc.record({ minor: fc.nat(), currency: fc.constant('EUR') });
const when = fc.constant(later(0));
const state = fc.constantFrom(...requestStatuses);

const facts = fc.record(
  {
    contractorId: fc.constant(id),
    quoteId: fc.constant(id),
    changeOrderId: fc.constant(id),
    revision: fc.nat(),
    amount: money,
    partCost: money,
    disputed: fc.boolean(),
    holdReason: fc.constantFrom('parts' as const, 'stop_work' as const),
    invited: fc.nat(),
    published: fc.boolean(),
    start: when,
    end: when,
    until: when,
    zone: fc.string({ maxLength: 40 }),
  },
  optional,
);

const entries: fc.Arbitrary<TailEntry> = fc
  .record({
    seq: fc.integer({ min: 1, max: 2_147_483_647 }),
    type: fc.constantFrom(...requestEventTypes),
    role: fc.constantFrom('homeowner' as const, 'contractor' as const, 'official' as const),
    from: fc.option(state),
    to: state,
    reason: fc.option(fc.string({ unit: 'grapheme', maxLength: 500 })),
    facts,
    notices: fc.array(fc.constantFrom('usual' as const, 'quote_declined' as const), { maxLength: 11 }),
  })
  .map(({ role, notices, ...rest }) => ({
    ...rest,
    actor: { id, role },
    at: later(0),
    // Only an edit names fields, and it owes nobody a notice.
    fields: rest.type === 'edited' ? ['title', 'description', 'category', 'priority'] : [],
    notices: (rest.type === 'edited' ? [] : notices).map((kind) => ({
      to: id,
      kind: kind === 'usual' ? `request_${rest.type}` : kind,
    })),
  }));

describe('the weight of an entry', () => {
  it('is never less than what it takes of its record', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        // The document in its array: its place there, at most two digits, and what goes around it.
        const stored = BSON.calculateObjectSize({ 10: toToldDoc(entry) }) - 5;
        expect(weightOf(entry)).toBeGreaterThanOrEqual(stored);
      }),
      { numRuns: 1_000 },
    );
  });

  it('lets a tail hold twelve that tell nothing more, and fewer that do', () => {
    const plain = anEntry(aRequest());
    const tailOf = (count: number, entry: TailEntry) => Array.from({ length: count }, () => entry);
    expect(hasRoom(tailOf(tailLimit - 1, plain), plain)).toBe(true);
    expect(hasRoom(tailOf(tailLimit, plain), plain)).toBe(false);
    const long = { ...plain, reason: 'x'.repeat(500) };
    expect(hasRoom(tailOf(2, long), long)).toBe(true);
    expect(hasRoom(tailOf(3, long), long)).toBe(false);
    expect(hasRoom([], { ...plain, reason: 'Ж'.repeat(750) })).toBe(true);
  });
});
