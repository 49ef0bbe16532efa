import { userIdOf } from '@pmp/api/server';
import type { Role } from '@pmp/contracts/role';
import type { Issuer } from '../issuer/start-issuer.ts';

export interface Person {
  readonly token: string;
  /** The platform's id of them. */
  readonly id: string;
}

/** Signs in somebody new: every person has limits of their own, and load must not be what they stop. */
export async function newPerson(issuer: Issuer, name: string, role: Role = 'homeowner'): Promise<Person> {
  const sub = `auth0|chaos-${name}`;
  return { token: await issuer.mint({ sub, roles: [role] }), id: userIdOf(issuer.url, sub) };
}
