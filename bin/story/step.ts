import type { Role } from '../../packages/contracts/src/role.ts';
import type { People } from './people.ts';

/** What the story has come to know: each step adds to it and builds on it. */
export interface Told {
  requestId: string;
  contractorId: string;
  rivalId: string;
  quoteId: string;
  revision: number;
  visitStart: Date;
}

/** One thing that somebody does, and what has to be so afterwards. It fails by throwing. */
export interface Step {
  readonly step: string;
  readonly role: Role;
  run(people: People, told: Told): Promise<void>;
}

/** Throws unless it is so; the words are what should have been. */
export function expectThat(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(`It should have been that ${what}`);
}
