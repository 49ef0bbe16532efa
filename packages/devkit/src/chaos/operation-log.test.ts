import { describe, expect, it } from 'vitest';
import { checkLog, type Operation, type StoredRequest } from './operation-log.ts';

const create: Operation = {
  kind: 'create',
  key: 'a',
  subjectKey: 'a',
  outcome: 'acked',
  tries: 1,
  id: '1',
  version: 1,
};
const update: Operation = {
  kind: 'update',
  key: 'b',
  subjectKey: 'a',
  outcome: 'acked',
  tries: 2,
  version: 2,
};
const cancel: Operation = {
  kind: 'cancel',
  key: 'c',
  subjectKey: 'a',
  outcome: 'acked',
  tries: 1,
  version: 3,
};
const operations = [create, update, cancel];

const stored: StoredRequest = {
  id: '1',
  clientKey: 'a',
  version: 3,
  status: 'cancelled',
  commandKeys: ['b', 'c'],
  events: [
    { seq: 1, type: 'submitted' },
    { seq: 2, type: 'edited' },
    { seq: 3, type: 'cancelled' },
  ],
  tailSeqs: [3],
  outboxSeqs: [1],
};
const clean = { lost: [], duplicates: [], withoutEvent: [], withoutNotice: [], strangers: [] };
const compare = (change: Partial<StoredRequest>, log = operations) =>
  checkLog(log, [{ ...stored, ...change }]);

describe('the operation log', () => {
  it('finds nothing where everything is in its place', () => {
    expect(checkLog(operations, [stored])).toEqual(clean);
  });

  it('leaves open whether what nobody answered has happened', () => {
    const unknown = operations.map((operation) => ({ ...operation, outcome: 'unknown' as const }));
    expect(checkLog(unknown, [stored])).toEqual(clean);
    expect(checkLog(unknown, [])).toEqual(clean);
  });

  it('finds a lost create, a lost update and a lost cancel', () => {
    expect(checkLog(operations, []).lost).toEqual(['a', 'b', 'c']);
    expect(compare({ id: '2' }).lost).toEqual(['a']);
    expect(compare({ commandKeys: ['c'] }).lost).toEqual(['b']);
    expect(compare({ status: 'submitted' }).lost).toEqual(['c']);
    expect(compare({ version: 2 }).lost).toEqual(['c']);
  });

  it('finds what was carried out twice', () => {
    expect(checkLog(operations, [stored, { ...stored, id: '2' }]).duplicates).toContain('a');
    expect(compare({ commandKeys: ['b', 'b', 'c'] }).duplicates).toEqual(['1']);
    expect(
      compare({ version: 4, events: [...stored.events, { seq: 4, type: 'edited' }] }).duplicates,
    ).toEqual(['1']);
    expect(compare({ events: [...stored.events, { seq: 3, type: 'cancelled' }] }).duplicates).toEqual(['1']);
    expect(compare({ outboxSeqs: [1, 1] }).duplicates).toEqual(['1']);
  });

  it('finds half a write', () => {
    expect(compare({ events: stored.events.slice(0, 2) }).withoutEvent).toEqual(['1']);
    expect(compare({ events: stored.events.toSpliced(1, 1) }).withoutEvent).toEqual(['1']);
    expect(compare({ events: [] }).withoutEvent).toEqual(['1']);
    expect(compare({ outboxSeqs: [] }).withoutNotice).toEqual(['1']);
    expect(compare({ tailSeqs: [] }).withoutNotice).toEqual(['1']);
  });

  it('finds what nobody asked for', () => {
    expect(compare({ id: '9', clientKey: 'x' }).strangers).toEqual(['9']);
  });
});
