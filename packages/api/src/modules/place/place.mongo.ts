import type { Db } from 'mongodb';
import { type CollectionSpec, open } from '../../mongo/collection.ts';
import { reach } from '../../mongo/faults.ts';
import { type Reloading, reloading } from '../../mongo/reloading.ts';
import { createGazetteer, type Jurisdiction } from './gazetteer.ts';
import type { Places } from './place.ports.ts';

interface JurisdictionDoc extends Omit<Jurisdiction, 'id'> {
  _id: string;
}

export const jurisdictionCollection: CollectionSpec<JurisdictionDoc> = {
  name: 'jurisdictions',
  indexes: [],
  shapes: [],
};

/** Adds or replaces jurisdictions: territory and gazetteer. */
export const saveJurisdictions = async (db: Db, jurisdictions: readonly Jurisdiction[]) => {
  const collection = open(db, jurisdictionCollection);
  for (const { id, ...rest } of jurisdictions) {
    await collection.replaceOne({ _id: id }, rest, { upsert: true });
  }
};

export const mongoPlaces = (
  db: Db,
  options: { everyMs: number; onError: (error: unknown) => void },
): Places & Pick<Reloading<unknown>, 'reload' | 'stop'> => {
  const load = () =>
    reach(async () => {
      const docs = await open(db, jurisdictionCollection).find().toArray();
      return createGazetteer(docs.map(({ _id, ...rest }) => ({ id: _id, ...rest })));
    });
  const memory = reloading(createGazetteer([]), load, options);
  return {
    locate: (address, location) => memory.current().locate(address, location),
    reload: memory.reload,
    stop: memory.stop,
  };
};
