import { expect, test } from 'vitest';
import { memoryStorage } from '../../test/support/memory-storage.fixture.ts';
import { signInMarks } from './sign-in-mark.ts';

test('signing out ends every tab of that person, and nobody else’s', () => {
  const browser = memoryStorage();
  const first = signInMarks(browser, memoryStorage());
  const second = signInMarks(browser, memoryStorage());
  const henry = signInMarks(browser, memoryStorage());
  first.set('hannah');
  second.set('hannah');
  henry.set('henry');
  expect([first.holds('hannah'), second.holds('hannah'), henry.holds('henry')]).toEqual([true, true, true]);

  first.remove('hannah');
  expect([first.holds('hannah'), second.holds('hannah'), henry.holds('henry')]).toEqual([false, false, true]);
  expect([first.has('hannah'), first.has('henry'), first.hasAny()]).toEqual([false, true, true]);
});

test('a tab from before a sign-out stays out when the person signs in again elsewhere', () => {
  const browser = memoryStorage();
  const old = signInMarks(browser, memoryStorage());
  old.set('hannah');
  old.remove('hannah');
  const fresh = signInMarks(browser, memoryStorage());
  fresh.set('hannah');
  expect([old.holds('hannah'), fresh.holds('hannah')]).toEqual([false, true]);
});

test('a tab without a mark is nobody’s, and other entries are no marks', () => {
  const marks = signInMarks(memoryStorage({ 'pmp.draft.x': '{}', theme: 'dark' }), memoryStorage());
  expect([marks.holds('hannah'), marks.has('hannah'), marks.hasAny()]).toEqual([false, false, false]);
});
