import { roles } from '@pmp/contracts/role';
import { expect, test } from 'vitest';
import { findPersona, persona, personaOfSub, personas } from './personas.ts';

test('two of each role, no two alike', () => {
  for (const role of roles) {
    expect(persona(role)).toMatchObject({ role, roles: [role] });
    expect(persona(role, true).key).not.toBe(persona(role).key);
  }
  for (const field of ['key', 'name', 'email', 'sub'] as const) {
    expect(new Set(personas.map((one) => one[field])).size).toBe(6);
  }
});

test('the names that documents and tests rely on', () => {
  expect(personas.map(({ sub, name }) => [sub, name])).toEqual([
    ['auth0|pmp-hannah', 'Hannah Berg'],
    ['auth0|pmp-henry', 'Henry Okafor'],
    ['auth0|pmp-carlos', 'Carlos Mendes'],
    ['auth0|pmp-chloe', 'Chloe Tran'],
    ['auth0|pmp-olivia', 'Olivia Grant'],
    ['auth0|pmp-oscar', 'Oscar Lind'],
  ]);
});

test('found by key, e-mail address and subject', () => {
  const hannah = persona('homeowner');
  expect(findPersona('hannah')).toBe(hannah);
  expect(findPersona('Hannah.Berg@example.org')).toBe(hannah);
  expect(findPersona('')).toBeUndefined();
  expect(personaOfSub('auth0|pmp-hannah')).toBe(hannah);
  expect(personaOfSub('auth0|stranger')).toBeUndefined();
});
