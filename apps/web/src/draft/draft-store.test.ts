import { expect, test } from 'vitest';
import { memoryStorage } from '../../test/support/memory-storage.fixture.ts';
import { draftStore } from './draft-store.ts';

test('keeps a draft and forgets it', () => {
  const drafts = draftStore(memoryStorage());
  drafts.write('a.report', { title: 'Tap', address: { city: 'Riverton' } });
  expect(drafts.read('a.report')).toEqual({ title: 'Tap', address: { city: 'Riverton' } });
  drafts.remove('a.report');
  expect(drafts.read('a.report')).toBeUndefined();
});

test.each(['', '{"title":', '[1]', '"text"', 'null', '7'])('takes %j for no draft', (text) => {
  const storage = memoryStorage();
  storage.setItem('pmp.draft.a', text);
  expect(draftStore(storage).read('a')).toBeUndefined();
});

test('hands an anonymous draft to who signs in, and brings back what they had begun when there is room', () => {
  const drafts = draftStore(memoryStorage());
  for (const title of ['First', 'Second', 'Third']) {
    drafts.write('anyone.report', { title });
    drafts.adopt('anyone.report', 'hannah.report');
    expect(drafts.read('hannah.report')).toEqual({ title });
    expect(drafts.read('anyone.report')).toBeUndefined();
  }
  drafts.adopt('anyone.report', 'hannah.report');
  drafts.resume('hannah.report');
  expect(drafts.read('hannah.report')).toEqual({ title: 'Third' });

  for (const title of ['Second', 'First']) {
    drafts.remove('hannah.report');
    drafts.resume('hannah.report');
    expect(drafts.read('hannah.report')).toEqual({ title });
  }
  drafts.remove('hannah.report');
  drafts.resume('hannah.report');
  expect(drafts.read('hannah.report')).toBeUndefined();
});

test('what finds no room stays where it was', () => {
  let room = true;
  const drafts = draftStore(memoryStorage({}, () => room));
  drafts.write('anyone.report', { title: 'New' });
  drafts.write('hannah.report', { title: 'Old' });
  room = false;
  drafts.adopt('anyone.report', 'hannah.report');
  expect(drafts.read('anyone.report')).toEqual({ title: 'New' });
  expect(drafts.read('hannah.report')).toEqual({ title: 'Old' });
  room = true;
  drafts.adopt('anyone.report', 'hannah.report');
  drafts.remove('hannah.report');
  room = false;
  drafts.resume('hannah.report');
  expect(drafts.read('hannah.report')).toBeUndefined();
  room = true;
  drafts.resume('hannah.report');
  expect(drafts.read('hannah.report')).toEqual({ title: 'Old' });
});

test('a full storage costs the draft, not the form', () => {
  const drafts = draftStore(memoryStorage({}, () => false));
  expect(() => drafts.write('a', { title: 'Tap' })).not.toThrow();
  expect(drafts.read('a')).toBeUndefined();
});
