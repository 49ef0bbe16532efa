import type { Place } from '@pmp/contracts/place';
import { latLngToCell } from 'h3-js';
import { type Db, MongoClient, type ObjectId } from 'mongodb';
import { settings } from './settings.ts';
import type { RequestDoc } from './stored.ts';

export const client = new MongoClient(settings.mongoUrl, {
  appName: 'bench-peer',
  writeConcern: { w: 'majority', journal: true },
  maxPoolSize: 20,
});
const db: Db = client.db(settings.dbName);

export const requests = db.collection<RequestDoc>('requests');
/** What a view needs nothing of. */
export const viewOnly = {
  commands: 0,
  tail: 0,
  daySlot: 0,
  clientKey: 0,
  clientHash: 0,
  relayDueAt: 0,
  board: 0,
  dueAt: 0,
};
export const contractors = db.collection<{ _id: ObjectId; boardKeys?: string[] }>('contractors');

export interface QuoteDoc {
  _id: ObjectId;
  requestId: ObjectId;
  contractorId: ObjectId;
  version: number;
  state: string;
  current: {
    revision: number;
    total: number;
    currency: string;
    validUntil: Date;
    licensedUntil: Date | null;
  } | null;
  updatedAt: Date;
}
export const quotes = db.collection<QuoteDoc>('quotes');

interface StreetDoc {
  _id: string;
  entries: { kind: NonNullable<Place['precision']>; key: string; point: NonNullable<Place['point']> }[];
}
interface CategoryDoc {
  _id: string;
  defaultPriority: RequestDoc['priority'];
  licenceRequired: boolean;
}

export const streets = new Map<string, Place>();
export const categories = new Map<string, CategoryDoc>();

/** Reads what the platform holds in memory, too. */
export const loadReferenceData = async () => {
  for (const { _id, entries } of await db.collection<StreetDoc>('jurisdictions').find().toArray()) {
    for (const { kind, key, point } of entries) {
      const cell = latLngToCell(point.lat, point.lon, 8);
      if (kind === 'street') streets.set(key, { jurisdictionId: _id, point, precision: kind, cell });
    }
  }
  for (const category of await db.collection<CategoryDoc>('categories').find().toArray()) {
    categories.set(category._id, category);
  }
};
