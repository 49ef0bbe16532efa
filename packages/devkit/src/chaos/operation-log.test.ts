import { describe, expect, it } from 'vitest';
import { checkHistories, checkLog, type Operation, type StoredRecord } from './operation-log.ts';
import { quoteRules, requestRules } from './record-rules.ts';

const create: Operation = {
  kind: 'create',
  key: 'a',
  subjectKey: 'a',
  event: 'submitted',
  creates: true,
  outcome: 'acked',
  tries: 1,
  id: '1',
  version: 1,
};
const update: Operation = {
  kind: 'update',
  key: 'b',
  subjectKey: 'a',
  event: 'edited',
  outcome: 'acked',
  tries: 2,
  version: 2,
};
const cancel: Operation = {
  kind: 'cancel',
  key: 'c',
  subjectKey: 'a',
  event: 'cancelled',
  endsIn: 'cancelled',
  outcome: 'acked',
  tries: 1,
  version: 3,
};
const operations = [create, update, cancel];

const stored: StoredRecord = {
  id: '1',
  subjectKey: 'a',
  version: 3,
  status: 'cancelled',
  commandKeys: ['b', 'c'],
  events: [
    { seq: 1, type: 'submitted' },
    { seq: 2, type: 'edited' },
    { seq: 3, type: 'cancelled' },
  ],
  tailSeqs: [3],
  notices: [{ seq: 1, what: 'her request_submitted' }],
};
const clean = { lost: [], duplicates: [], withoutEvent: [], withoutNotice: [], strangers: [] };
const compare = (change: Partial<StoredRecord>, log = operations) =>
  checkLog(log, [{ ...stored, ...change }], requestRules);

describe('the operation log', () => {
  it('finds nothing where everything is in its place', () => {
    expect(checkLog(operations, [stored], requestRules)).toEqual(clean);
  });

  it('leaves open whether what nobody answered has happened', () => {
    const unknown = operations.map((operation) => ({ ...operation, outcome: 'unknown' as const }));
    expect(checkLog(unknown, [stored], requestRules)).toEqual(clean);
    expect(checkLog(unknown, [], requestRules)).toEqual(clean);
  });

  it('finds a lost create, a lost update and a lost cancel', () => {
    expect(checkLog(operations, [], requestRules).lost).toEqual(['a', 'b', 'c']);
    expect(compare({ id: '2' }).lost).toEqual(['a']);
    expect(compare({ commandKeys: ['c'] }).lost).toEqual(['b']);
    expect(compare({ status: 'submitted' }).lost).toEqual(['c']);
    expect(compare({ version: 2 }).lost).toEqual(['c']);
  });

  it('finds what was carried out twice', () => {
    expect(checkLog(operations, [stored, { ...stored, id: '2' }], requestRules).duplicates).toContain('a');
    expect(compare({ commandKeys: ['b', 'b', 'c'] }).duplicates).toEqual(['1']);
    expect(
      compare({ version: 4, events: [...stored.events, { seq: 4, type: 'edited' }] }).duplicates,
    ).toEqual(['1']);
    expect(compare({ events: [...stored.events, { seq: 3, type: 'cancelled' }] }).duplicates).toEqual(['1']);
    expect(compare({ notices: [...stored.notices, ...stored.notices] }).duplicates).toEqual(['1']);
  });

  it('finds half a write', () => {
    expect(compare({ events: stored.events.slice(0, 2) }).withoutEvent).toEqual(['1']);
    expect(compare({ events: stored.events.toSpliced(1, 1) }).withoutEvent).toEqual(['1']);
    expect(compare({ events: [] }).withoutEvent).toEqual(['1']);
    expect(compare({ notices: [] }).withoutNotice).toEqual(['1']);
    expect(compare({ tailSeqs: [] }).withoutNotice).toEqual(['1']);
  });

  it('finds what nobody asked for', () => {
    expect(compare({ id: '9', subjectKey: 'x' }).strangers).toEqual(['9']);
  });

  describe('of a record that others write into', () => {
    const submit: Operation = {
      ...update,
      key: 'd',
      subjectKey: 'r/c',
      event: 'quote_submitted',
      version: 1,
    };
    const quote: StoredRecord = {
      id: '7',
      subjectKey: 'r/c',
      version: 3,
      status: 'accepted',
      commandKeys: ['draft', 'd'],
      events: [
        { seq: 2, type: 'quote_submitted' },
        { seq: 3, type: 'quote_accepted' },
      ],
      tailSeqs: [],
      notices: [
        { seq: 2, what: 'her quote_submitted' },
        { seq: 3, what: 'him quote_accepted' },
      ],
    };
    const draft: Operation = { ...submit, kind: 'save', key: 'draft', event: undefined };

    it('finds nothing where everything is in its place', () => {
      expect(checkLog([draft, submit], [quote], quoteRules)).toEqual(clean);
      expect(checkHistories([quote], quoteRules)).toEqual(clean);
    });

    it('finds a lost draft, a lost event and a lost notice', () => {
      const without = { ...quote, version: 2, commandKeys: ['d'] };
      expect(checkLog([draft, submit], [without], quoteRules).lost).toEqual(['draft']);
      const silent = { ...quote, events: quote.events.slice(1) };
      expect(checkLog([draft, submit], [silent], quoteRules).withoutEvent).toEqual(['7']);
      expect(
        checkHistories([{ ...quote, notices: quote.notices.slice(0, 1) }], quoteRules).withoutNotice,
      ).toEqual(['7']);
    });

    it('finds a write too many and an event of a version that is not there', () => {
      expect(checkLog([draft, submit], [{ ...quote, version: 4 }], quoteRules).duplicates).toEqual(['7']);
      expect(checkHistories([{ ...quote, version: 2 }], quoteRules).withoutEvent).toEqual(['7']);
    });
  });
});
