import { expect, test } from 'vitest';
import { forgetUser, readUser } from './stored-user.ts';

const storageWith = (entries: Record<string, string>): Storage => {
  const kept = new Map(Object.entries(entries));
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
};

const user = {
  access_token: 'token',
  refresh_token: 'more',
  expires_at: 1_800_000_000,
  profile: { sub: 'auth0|pmp-hannah', name: 'Hannah Berg' },
};

test('reads who is signed in, whatever else is kept beside it', () => {
  const storage = storageWith({ 'pmp.state-1': '{}', 'pmp.user:http://x/:pmp-web': JSON.stringify(user) });
  expect(readUser(storage)).toEqual({
    token: 'token',
    expiresAt: 1_800_000_000,
    person: { sub: 'auth0|pmp-hannah', name: 'Hannah Berg' },
  });
  forgetUser(storage);
  expect(readUser(storage)).toBeUndefined();
  expect(storage.getItem('pmp.state-1')).toBe('{}');
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"access_token":1}',
  '{"access_token":"x"}',
  '{"access_token":"x","profile":{}}',
])('takes %j for nobody', (text) => {
  expect(readUser(storageWith({ 'pmp.user:x': text }))).toBeUndefined();
});

test('somebody without a name goes by their address', () => {
  const nameless = { ...user, profile: { sub: 's', email: 'h@example.org' } };
  expect(readUser(storageWith({ 'pmp.user:x': JSON.stringify(nameless) }))?.person.name).toBe(
    'h@example.org',
  );
});
