import { type Collection, type Db, type Document, type IndexDescription, MongoServerError } from 'mongodb';

export interface Index {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique?: true;
  readonly partial?: Document;
  /** Documents go by themselves this long after the date of the one field. */
  readonly expireAfterSeconds?: number;
}

/** A query that the code sends: its equality fields, then at most one field that it ranges over or sorts by, and the index behind it. */
export interface QueryShape {
  readonly name: string;
  readonly equal: readonly string[];
  readonly then?: string;
  /** Asked too, but not looked up: it thins out a few of what the index finds. */
  readonly left?: readonly string[];
  readonly index: string;
}

/** A collection as data: its name, its indexes and every query shape; a test holds each shape to an index prefix. */
export interface CollectionSpec<Doc extends Document = Document> {
  readonly name: string;
  readonly indexes: readonly Index[];
  readonly shapes: readonly QueryShape[];
  /** Never set: carries the document type. */
  readonly doc?: Doc;
}

export const open = <Doc extends Document>(db: Db, spec: CollectionSpec<Doc>): Collection<Doc> =>
  db.collection<Doc>(spec.name);

/**
 * Creates the collections and indexes that are missing; fails loudly, since a missing index is a wrong answer under load. A collection
 * without indexes too: one that comes to be inside a transaction shuts everybody else out until that transaction has ended, and a
 * process that is killed before then leaves it open for a minute.
 */
export const ensureCollections = async (db: Db, specs: readonly CollectionSpec[]) => {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  const there = new Set(found.map(({ name }) => name));
  for (const { name, indexes } of specs) {
    if (!there.has(name)) await create(db, name);
    if (indexes.length > 0) await db.collection(name).createIndexes(indexes.map(toDescription));
  }
};

const alreadyThere = 48;

const create = async (db: Db, name: string) => {
  try {
    await db.createCollection(name);
  } catch (error) {
    // Another process that starts at the same time was faster.
    if (!(error instanceof MongoServerError) || error.code !== alreadyThere) throw error;
  }
};

const toDescription = ({ name, key, unique, partial, expireAfterSeconds }: Index): IndexDescription => ({
  name,
  key,
  ...(unique && { unique }),
  ...(partial && { partialFilterExpression: partial }),
  ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
});
