import { roles } from '@pmp/contracts/role';
import { CLI_CLIENT_ID, PERSONA_GRANT } from '@pmp/devkit/issuer/settings';
import { persona } from '@pmp/devkit/personas';
import { expect, it } from 'vitest';
import { clientId, isLoopback, personaGrant, personaKeys } from '../src/local-token.ts';

// The command line ships without devkit and repeats these; they must not drift.
it('knows the personas and the grant of the local issuer', () => {
  expect(personaKeys).toEqual(
    Object.fromEntries(roles.map((role) => [role, [persona(role).key, persona(role, true).key]])),
  );
  expect({ personaGrant, clientId }).toEqual({ personaGrant: PERSONA_GRANT, clientId: CLI_CLIENT_ID });
});

it.each([
  ['http://127.0.0.1:8000', true],
  ['http://127.9.9.9/', true],
  ['http://localhost:1', true],
  ['http://api.pmp.localhost', true],
  ['http://[::1]:8000', true],
  ['http://127.0.0.1.evil.example', false],
  ['http://127.evil.example', false],
  ['http://localhost.evil.example', false],
  ['http://10.0.0.1', false],
  ['https://pmp.example', false],
])('says of %s that only this machine reaches it: %s', (url, answer) => {
  expect(isLoopback(url)).toBe(answer);
});
