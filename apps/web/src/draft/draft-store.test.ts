import { expect, test } from 'vitest';
import { draftStore } from './draft-store.ts';

/** A browser's storage, in memory. */
const memory = (limit = Number.POSITIVE_INFINITY): Storage => {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
  };
};

test('keeps a draft and forgets it', () => {
  const drafts = draftStore(memory());
  drafts.write('a.report', { title: 'Tap', address: { city: 'Riverton' } });
  expect(drafts.read('a.report')).toEqual({ title: 'Tap', address: { city: 'Riverton' } });
  drafts.remove('a.report');
  expect(drafts.read('a.report')).toBeUndefined();
});

test.each(['', '{"title":', '[1]', '"text"', 'null', '7'])('takes %j for no draft', (text) => {
  const storage = memory();
  storage.setItem('pmp.draft.a', text);
  expect(draftStore(storage).read('a')).toBeUndefined();
});

test('hands an anonymous draft to who signs in, unless they have their own', () => {
  const drafts = draftStore(memory());
  drafts.write('anyone.report', { title: 'Before' });
  drafts.adopt('anyone.report', 'hannah.report');
  expect(drafts.read('hannah.report')).toEqual({ title: 'Before' });
  expect(drafts.read('anyone.report')).toBeUndefined();

  drafts.write('anyone.report', { title: 'Another' });
  drafts.adopt('anyone.report', 'hannah.report');
  expect(drafts.read('hannah.report')).toEqual({ title: 'Before' });
});

test('a full storage costs the draft, not the form', () => {
  const drafts = draftStore(memory(10));
  expect(() => drafts.write('a', { title: 'longer than ten' })).not.toThrow();
  expect(drafts.read('a')).toBeUndefined();
});
