import { expect, test } from 'vitest';
import { safeReturn } from './return-path.ts';

const origin = 'https://pmp.example';

test('returns to a path of its own', () => {
  expect(safeReturn('/requests/new?step=check', origin)).toBe('/requests/new?step=check');
});

test.each([
  undefined,
  '',
  'requests',
  'https://evil.example/x',
  '//evil.example/x',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '/',
  '/callback?code=1',
  '/sign-in',
])('%j leads to the list', (to) => {
  expect(safeReturn(to, origin)).toBe('/requests');
});
