import { describe, expect, it } from 'vitest';
import { differences, fieldNames } from './same-replies.ts';

const reply = {
  items: [{ id: 'a'.repeat(24), number: 'PM-0000000A', title: 'Tap', visits: [], endedAt: null }],
  nextCursor: 'b'.repeat(36),
};

describe('differences', () => {
  it('finds none where only ids, numbers, times and cursors differ', () => {
    const other = {
      nextCursor: 'c'.repeat(36),
      items: [{ visits: [], title: 'Tap', number: 'PM-ZZZZZZZZ', id: 'f'.repeat(24), endedAt: null }],
    };
    expect(differences(reply, other)).toEqual([]);
    expect(differences('2026-01-01T00:00:00.000Z', '2027-01-01T10:00:00.123Z')).toEqual([]);
  });

  it.each([
    ['/items/0/endedAt is missing in theirs', { ...reply.items[0], endedAt: undefined }],
    ['/items/0/more is missing in ours', { ...reply.items[0], more: 1 }],
    ['/items/0/title is "Tap" here and "Top" there', { ...reply.items[0], title: 'Top' }],
    [`/items/0/id is "${'a'.repeat(24)}" here and "x" there`, { ...reply.items[0], id: 'x' }],
    ['/items/0/visits is [] here and null there', { ...reply.items[0], visits: null }],
  ])('says that %s', (said, item) => {
    const theirs: unknown = JSON.parse(JSON.stringify({ ...reply, items: [item] }));
    expect(differences(reply, theirs)).toEqual([said]);
  });

  it('sees a shorter list', () => {
    expect(differences(reply, { ...reply, items: [] })).toHaveLength(1);
  });
});

it('fieldNames are those of the first item, or of the reply', () => {
  expect(fieldNames(reply)).toEqual(['endedAt', 'id', 'number', 'title', 'visits']);
  expect(fieldNames({ b: 1, a: 2 })).toEqual(['a', 'b']);
  expect(fieldNames(undefined)).toEqual([]);
});
