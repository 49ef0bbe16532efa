import type { Persona } from '../personas.ts';

/** The claims of the ID token and of /userinfo. */
export function idClaims(persona: Persona, rolesClaim: string): { sub: string; [claim: string]: unknown } {
  const [given, family] = persona.name.split(' ');
  return {
    sub: persona.sub,
    name: persona.name,
    given_name: given,
    family_name: family,
    nickname: persona.key,
    email: persona.email,
    email_verified: true,
    [rolesClaim]: persona.roles,
  };
}
