import type { Persona } from '../personas.ts';
import { CLI_CLIENT_ID, PERSONA_GRANT } from './settings.ts';

/** What the running issuer gave. */
export interface PersonaToken {
  readonly accessToken: string;
  readonly expiresAt: Date;
}

/** Asks a running local issuer for a persona's access token: commands, seeds and tests need no browser. */
export async function requestToken(issuerUrl: string, { key }: Pick<Persona, 'key'>): Promise<PersonaToken> {
  const response = await fetch(new URL('oauth/token', issuerUrl), {
    method: 'POST',
    body: new URLSearchParams({ grant_type: PERSONA_GRANT, client_id: CLI_CLIENT_ID, persona: key }),
    signal: AbortSignal.timeout(5000),
  });
  const reply: unknown = await response.json();
  if (
    typeof reply !== 'object' ||
    reply === null ||
    !('access_token' in reply && typeof reply.access_token === 'string') ||
    !('expires_in' in reply && typeof reply.expires_in === 'number')
  ) {
    throw new Error(`The issuer at ${issuerUrl} gave no token (HTTP ${response.status}).`);
  }
  return { accessToken: reply.access_token, expiresAt: new Date(Date.now() + reply.expires_in * 1000) };
}
