import type { Role } from '@pmp/contracts/role';

/** A person of the demo city. Two of each role, so that "mine" and "somebody else's" can both be tried. */
export interface Persona {
  /** Short name used in links (`login_hint=hannah`) and commands. */
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** What the token's roles claim carries. */
  readonly roles: readonly Role[];
  /** The token's subject, shaped as Auth0's. */
  readonly sub: string;
  readonly description: string;
}

const person = (key: string, name: string, role: Role, description: string): Persona => ({
  key,
  name,
  email: `${name.toLowerCase().replace(' ', '.')}@example.org`,
  role,
  roles: [role],
  sub: `auth0|pmp-${key}`,
  description,
});

/** All personas: for each role the first, then the other. */
export const personas: readonly Persona[] = [
  person('hannah', 'Hannah Berg', 'homeowner', 'Owns a terraced house with a leaking roof.'),
  person('henry', 'Henry Okafor', 'homeowner', 'Owns a flat in an old block across town.'),
  person('carlos', 'Carlos Mendes', 'contractor', 'Plumber and roofer with a crew of four.'),
  person('chloe', 'Chloe Tran', 'contractor', 'Electrician who works on her own.'),
  person('olivia', 'Olivia Grant', 'official', 'Inspector at the housing department.'),
  person('oscar', 'Oscar Lind', 'official', 'Code enforcement officer, new to the city.'),
];

/** What each role may do, in the words of the sign-in page. */
export const roleAbilities: Readonly<Record<Role, string>> = {
  homeowner: 'Report what is broken, compare quotes, choose a contractor and follow the repair.',
  contractor: 'Find open work nearby, send quotes, agree on a visit and prove the repair.',
  official: 'See every case in the city, triage, set deadlines, inspect and close violations.',
};

/** The persona of a role; `other` gives the second one. */
export function persona(role: Role, other = false): Persona {
  const found = personas.filter((one) => one.role === role)[other ? 1 : 0];
  if (!found) throw new Error(`There is no ${other ? 'other ' : ''}persona with the role "${role}".`);
  return found;
}

/** Finds a persona by key or e-mail address: the two things a `login_hint` may carry. */
export function findPersona(keyOrEmail: string): Persona | undefined {
  const wanted = keyOrEmail.toLowerCase();
  return personas.find((one) => one.key === wanted || one.email === wanted);
}

/** Finds the persona that a token's subject names. */
export function personaOfSub(sub: string): Persona | undefined {
  return personas.find((one) => one.sub === sub);
}
