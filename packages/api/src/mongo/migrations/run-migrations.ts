import type { Db } from 'mongodb';
import { isDuplicateKey } from '../faults.ts';
import { referenceRequests } from './0001-reference-requests.ts';
import { defaultCatalogue } from './0002-default-categories.ts';
import { categoryDemands } from './0003-category-demands.ts';
import type { Migration, MigrationContext } from './migration.ts';

interface MigrationDoc {
  _id: string;
  at: Date;
}

const migrations: readonly Migration[] = [referenceRequests, defaultCatalogue, categoryDemands];

/** Brings the stored data up to date, oldest step first, before any index is made. Remembers what it has done. */
export const runMigrations = async (db: Db, context: MigrationContext) => {
  const ledger = db.collection<MigrationDoc>('migrations');
  const done = new Set((await ledger.find().toArray()).map(({ _id }) => _id));
  for (const migration of migrations) {
    if (done.has(migration.name)) continue;
    await migration.run(db, context);
    await ledger.insertOne({ _id: migration.name, at: context.now }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
  }
};
