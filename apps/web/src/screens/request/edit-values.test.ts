import { expect, test } from 'vitest';
import { changesOf, clashesOf, type EditValues, mergeEdits } from './edit-values.ts';

const seen: EditValues = { title: 'Tap', description: 'Drips', category: 'plumbing', priority: 'normal' };

test('only what was changed is sent', () => {
  expect(changesOf({ ...seen, title: 'Kitchen tap' }, seen)).toEqual({ title: 'Kitchen tap' });
  expect(changesOf(seen, seen)).toEqual({});
});

test('a field clashes when both changed it, and to different ends', () => {
  const mine = { ...seen, title: 'Kitchen tap', priority: 'high' as const };
  expect(clashesOf(mine, seen, { ...seen, description: 'Pours' })).toEqual([]);
  expect(clashesOf(mine, seen, { ...seen, title: 'Bath tap', priority: 'high' })).toEqual(['title']);
});

test('a merge keeps both people’s changes, and mine where they clash', () => {
  const mine = { ...seen, title: 'Kitchen tap' };
  const now = { ...seen, title: 'Bath tap', description: 'Pours' };
  expect(mergeEdits(mine, seen, now)).toEqual({ ...now, title: 'Kitchen tap' });
});
