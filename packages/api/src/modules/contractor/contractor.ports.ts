import type { Insurance, Licence, ServiceArea } from '@pmp/contracts/contractor';
import type { CommandRecord } from '../../kernel/command.ts';
import type { Look } from '../../kernel/look.ts';
import type { PageRequest } from '../../kernel/page.ts';

/** What the contractor says of themselves; a save replaces all of it. */
export interface ProfileFields {
  displayName: string;
  about: string;
  /** Codes of categories. */
  trades: string[];
  serviceArea: ServiceArea;
  /** The resolution of the keys. */
  areaResolution: number;
  licences: Licence[];
  insurance: Insurance | null;
  capacity: number;
  currency: string;
  active: boolean;
}

/** What one homeowner thought of a finished job, each 1 to 5. */
export interface Scores {
  quality: number;
  time: number;
  price: number;
}

/** A contractor's profile. `id` is the person's. `version` counts saves; ratings come in beside them. */
export interface Contractor extends ProfileFields {
  id: string;
  version: number;
  /** How many have rated, and the sums of their scores. */
  rated: Scores & { count: number };
  createdAt: Date;
  updatedAt: Date;
  sortKey: string;
}

/** A compare-and-set: it happens only if the profile still has that version; 0 for a contractor without one. */
export interface ProfileSave {
  contractorId: string;
  expectedVersion: number;
  fields: ProfileFields;
  /** Where an active contractor is found: `<category>/<cell>`. One who is not active is found nowhere. */
  boardKeys: readonly string[];
  at: Date;
  command: CommandRecord | undefined;
}

interface FoundWithKeys {
  contractor: Contractor;
  boardKeys: string[];
}

/** Profiles of contractors in the database. */
export interface Contractors {
  /** The profile and its recent commands, for its own contractor; undefined while there is none. */
  own(id: string): Promise<{ contractor: Contractor; commands: readonly CommandRecord[] } | undefined>;
  /** Undefined when the profile has moved on, or somebody else has just made it. */
  save(save: ProfileSave): Promise<Contractor | undefined>;
  /** Active or not. */
  find(id: string): Promise<Contractor | undefined>;
  /** Whose a record is, active or not. */
  beside(): Look<{ contractorId: string }, Contractor | undefined>;
  /** Those of `ids` who have a profile, active or not, in no order. At most 100 ids. */
  manyBeside(ids: readonly string[]): Look<unknown, Contractor[]>;
  /** One with the keys of `boardKeys`, for whether a request is for them. */
  withKeysBeside(id: string): Look<unknown, FoundWithKeys | undefined>;
  /** Active contractors who have one of the keys; newest first (oldest first when `backward`), one more than the limit. */
  listFor(boardKeys: readonly string[], page: PageRequest): Promise<Contractor[]>;
  /** By which the contractor is found, and finds requests; none for one who is not active or has no profile. */
  boardKeys(id: string): Promise<string[]>;
  /** Adds one rating; each call counts. Nothing for a contractor without a profile. */
  rate(id: string, scores: Scores): Promise<void>;
}
