import type { Collection, Db, Document, IndexDescription } from 'mongodb';

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

/** Creates what is missing; fails loudly, since a missing index is a wrong answer under load. */
export const ensureIndexes = async (db: Db, specs: readonly CollectionSpec[]) => {
  for (const spec of specs) {
    if (spec.indexes.length === 0) continue;
    await db.collection(spec.name).createIndexes(
      spec.indexes.map(
        ({ name, key, unique, partial, expireAfterSeconds }): IndexDescription => ({
          name,
          key,
          ...(unique && { unique }),
          ...(partial && { partialFilterExpression: partial }),
          ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
        }),
      ),
    );
  }
};
