import type { Db } from 'mongodb';

export interface MigrationContext {
  /** Our id of the person whom a token's subject names. */
  userIdOf(subject: string): string;
  /** For defaults of documents that lack a time. */
  now: Date;
}

/** One step of the stored data. It may run twice, or in two processes at once: it must only touch what is still old. */
export interface Migration {
  readonly name: string;
  run(db: Db, context: MigrationContext): Promise<void>;
}
