/** Points spent under a key within one window; windows are counted from 1970. */
export interface Spent {
  key: string;
  window: number;
  points: number;
}

/** What all processes have spent, in the database. */
export interface SpentPoints {
  /** Adds each to what is there. `until` is when all of them may be forgotten. */
  add(spent: readonly Spent[], until: Date): Promise<void>;
  /** What is there for these; a missing one counts nothing. */
  totals(asked: readonly Omit<Spent, 'points'>[]): Promise<Spent[]>;
}

export type Verdict = { admitted: true } | { admitted: false; retryAfterSeconds: number };

/** Counts what callers spend and says when it is too much. */
export interface Meter {
  /** Spends `points` under `key` unless more than `perMinute` would then have been spent in the last minute. */
  spend(key: string, points: number, perMinute: number): Promise<Verdict>;
  /** False while the database does not answer and each process counts for itself. */
  isShared(): boolean;
}
