import { userIdOf } from '@pmp/api/server';
import type { Role } from '@pmp/contracts/role';
import type { Issuer } from '@pmp/devkit/issuer/start-issuer';
import { persona } from '@pmp/devkit/personas';

export interface Person {
  readonly id: string;
  readonly token: string;
}

/** Who calls in the workloads. */
export interface People {
  /** Has more than a page of requests, and reads. */
  readonly reader: Person;
  /** Reports; what they made is taken away after each run. */
  readonly reporter: Person;
  /** Owns the requests that moves are made on. */
  readonly mover: Person;
  /** Of the trade and the area of what is published; has quoted for all of it. */
  readonly contractor: Person;
  /** Of the jurisdiction where everything lies. */
  readonly official: Person;
  /** Own the rest of the data. */
  readonly neighbours: readonly string[];
}

const tokenSeconds = 6 * 3600;

/** Signs in everybody with tokens that outlive the run. */
export const signIn = async (issuer: Issuer, neighbours: number): Promise<People> => {
  const signedIn = async (name: string, role: Role): Promise<Person> => {
    const sub = `auth0|bench-${name}`;
    const token = await issuer.mint({ sub, roles: [role], expiresIn: tokenSeconds });
    return { id: userIdOf(issuer.url, sub), token };
  };
  const olivia = persona('official');
  return {
    reader: await signedIn('reader', 'homeowner'),
    reporter: await signedIn('reporter', 'homeowner'),
    mover: await signedIn('mover', 'homeowner'),
    contractor: await signedIn('contractor', 'contractor'),
    official: {
      id: userIdOf(issuer.url, olivia.sub),
      token: await issuer.mint({ persona: olivia.key, expiresIn: tokenSeconds }),
    },
    neighbours: Array.from({ length: neighbours }, (_, index) =>
      userIdOf(issuer.url, `auth0|bench-neighbour-${index}`),
    ),
  };
};
