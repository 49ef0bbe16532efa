import { expect, test } from 'vitest';
import { memoryStorage } from '../../test/support/memory-storage.fixture.ts';
import { forgetUser, readUser } from './stored-user.ts';

const user = {
  access_token: 'token',
  refresh_token: 'more',
  expires_at: 1_800_000_000,
  profile: { sub: 'auth0|pmp-hannah', name: 'Hannah Berg' },
};

test('reads who is signed in, whatever else is kept beside it', () => {
  const storage = memoryStorage({ 'pmp.state-1': '{}', 'pmp.user:http://x/:pmp-web': JSON.stringify(user) });
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
  expect(readUser(memoryStorage({ 'pmp.user:x': text }))).toBeUndefined();
});

test('somebody without a name goes by their address', () => {
  const nameless = { ...user, profile: { sub: 's', email: 'h@example.org' } };
  expect(readUser(memoryStorage({ 'pmp.user:x': JSON.stringify(nameless) }))?.person.name).toBe(
    'h@example.org',
  );
});
