import type { StandingState } from '@pmp/contracts/person';
import type { CommandRecord } from '../../kernel/command.ts';

/** A person about whom officials have decided something. Whoever has none is active. */
export interface PersonStanding {
  personId: string;
  version: number;
  state: StandingState;
  changedAt: Date;
}

/** Who decided what, when and why. */
export interface Decision {
  state: StandingState;
  by: string;
  at: Date;
  reason: string;
}

/** Every decision about a person is kept; at this many the next is refused rather than one lost. */
export const decisionLimit = 50;

/** A compare-and-set: it happens only if the person's standing still has that version; 0 for a person without one. */
export interface StandingChange {
  personId: string;
  expectedVersion: number;
  decision: Decision;
  command: CommandRecord | undefined;
}

/** One line of the incremental read that keeps every process's memory of blocked people current. */
export interface BlockChange {
  personId: string;
  blocked: boolean;
  /** Sorts by the time of the change; unique. */
  sortKey: string;
}

/** Who is shut out, in the database. */
export interface Blocks {
  standing(
    personId: string,
  ): Promise<{ standing: PersonStanding; commands: readonly CommandRecord[]; decisions: number } | undefined>;
  /** Undefined when the standing has moved on. */
  change(change: StandingChange): Promise<PersonStanding | undefined>;
  /** Changes from `sortKey` on, oldest first. */
  changedSince(sortKey: string, limit: number): Promise<BlockChange[]>;
}

/** Who is shut out, in memory: asked on every call, so it never waits for the database. */
export interface BlockedPeople {
  has(personId: string): boolean;
  /** False when a block may have been missed for too long: then nobody may write. */
  isCurrent(): boolean;
  /** Tells this process of its own decision at once; others learn it from the database. */
  note(standing: Pick<PersonStanding, 'personId' | 'state'>): void;
  /** Calls back once for each person who is shut out from now on. Answers how to stop that. */
  onBlocked(listener: (personId: string) => void): () => void;
}

/** Who acts as an official, and where. Roles live in tokens alone, so officials are remembered here as they are seen. */
export interface Officials {
  /** Remembers it in the background; nobody waits. */
  seen(personId: string): void;
  has(personId: string): Promise<boolean>;
  /** Where an official acts, from memory; null while none is assigned, and then they see no case. */
  jurisdictionOf(personId: string): string | null;
  /**
   * Assigns an official to a jurisdiction, or to none. An operator's act: no procedure does it. This process knows it at once, the
   * others within a minute.
   */
  assign(personId: string, jurisdictionId: string | null): Promise<void>;
}
