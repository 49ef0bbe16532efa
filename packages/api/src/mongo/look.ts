import type { ClientSession, Collection, Document, Filter, ObjectId } from 'mongodb';
import type { Look, Looks, Nothing } from '../kernel/look.ts';
import type { CollectionSpec } from './collection.ts';

interface Query<Doc> {
  filter?: Filter<Doc>;
  sort?: Readonly<Record<string, 1 | -1>>;
  limit?: number;
  projection?: Readonly<Record<string, 0 | 1>>;
}

/** A field of a record, or of a part of it. */
type PathOf<Of> = {
  [Name in keyof Of & string]: NonNullable<Of[Name]> extends string
    ? Name
    : `${Name}.${keyof NonNullable<Of[Name]> & string}`;
}[keyof Of & string];

/**
 * What a look goes by: ids, or the id in a field of the record that it stands beside, which has the same name in its document; and the
 * field in which it looks for them, which no document lacks: a record without that id would find those that do. What a `$lookup` asks in
 * its pipeline alone is not found by an index on every server.
 */
type Key<Of> = { readonly foreign: string } & (
  | { readonly ids: ObjectId | ObjectId[] }
  | { readonly local: PathOf<Of> }
);

/** Any record's: the ports say whose. */
type AnyLooks<Beside extends object> = Looks<never, Beside>;

/** A document, and what the looks found beside it. */
export interface Brought<Doc, Beside> {
  readonly doc: Doc;
  readonly beside: Beside;
}

/** A look as the adapters of this database know it. */
interface Lookup<Found> {
  readonly from: string;
  readonly by: Key<never>;
  readonly pipeline: Document[];
  read(found: Document[]): Found;
}

const isLookup = <Of, Found>(look: Look<Of, Found>): look is Look<Of, Found> & Lookup<Found> =>
  'pipeline' in look;

const lookupsOf = <Beside extends object>(looks: AnyLooks<Beside> | undefined) =>
  Object.entries<Look<never, unknown>>(looks ?? {}).map(([name, look]) => {
    if (!isLookup(look)) throw new Error(`No adapter of this database has made the look ${name}`);
    return { name, ...look };
  });

type Lookups = ReturnType<typeof lookupsOf>;

const placeOf = ({ name }: { name: string }) => `beside.${name}`;

/** Each look leaves what it finds in a place of its own; the ids that it goes by wait there for it. */
const lookupStages = (lookups: Lookups): Document[] => {
  const given = lookups.flatMap((look) => ('ids' in look.by ? [[placeOf(look), look.by.ids]] : []));
  return [
    ...(given.length > 0 ? [{ $set: Object.fromEntries(given) as Document }] : []),
    ...lookups.map((look) => {
      const { from, by, pipeline } = look;
      const as = placeOf(look);
      const localField = 'local' in by ? by.local : as;
      const more = pipeline.length > 0 ? { pipeline } : {};
      return { $lookup: { from, localField, foreignField: by.foreign, ...more, as } };
    }),
  ];
};

const stagesOf = <Doc>({ filter, sort, limit, projection }: Query<Doc>, lookups: Lookups): Document[] => [
  ...(filter ? [{ $match: filter }] : []),
  ...(sort ? [{ $sort: sort }] : []),
  ...(limit === undefined ? [] : [{ $limit: limit }]),
  ...(projection ? [{ $project: projection }] : []),
  ...lookupStages(lookups),
];

/** Takes what was found beside it out of a document. */
const besideOf = <Doc, Beside>(found: Document, lookups: Lookups): Brought<Doc, Beside> => {
  if (lookups.length === 0) return { doc: found as Doc, beside: {} as Beside };
  const { beside = {}, ...doc } = found as { beside?: Record<string, Document[]> };
  const read = lookups.map(({ name, read }) => [name, read(beside[name] ?? [])]);
  return { doc: doc as Doc, beside: Object.fromEntries(read) as Beside };
};

interface LookQuery<Of, Doc, Beside extends object> extends Query<Doc> {
  by: Key<Of>;
  /** What it takes along itself. */
  looks?: AnyLooks<Beside> | undefined;
}

/** Makes a look at a collection: `read` says what was found. */
export const lookAt = <Of, Doc extends Document, Found, Beside extends object = Nothing>(
  { name: from }: Pick<CollectionSpec<Doc>, 'name' | 'doc'>,
  { by, looks, ...query }: LookQuery<Of, Doc, Beside>,
  read: (found: Brought<Doc, Beside>[]) => Found,
): Look<Of, Found> & Lookup<Found> => {
  const lookups = lookupsOf(looks);
  return {
    from,
    by,
    pipeline: stagesOf(query, lookups),
    read: (found) => read(found.map((one) => besideOf(one, lookups))),
  };
};

interface RootQuery<Doc> extends Query<Doc> {
  /** Part of every read, so that nothing is looked for beside what is out of scope. */
  filter: Filter<Doc>;
  session?: ClientSession;
}

const cursorOf = <Doc extends Document>(
  collection: Collection<Doc>,
  { session, ...query }: RootQuery<Doc>,
  lookups: Lookups,
) => {
  const { filter, ...rest } = query;
  const inSession = session ? { session } : {};
  if (lookups.length > 0) return collection.aggregate(stagesOf(query, lookups), inSession);
  return collection.find(filter, { ...rest, ...(query.limit === 1 && { singleBatch: true }), ...inSession });
};

/** Finds documents, and in the same command what the looks find beside each. Without looks it is a plain find. */
export const findBeside = async <Doc extends Document, Beside extends object>(
  collection: Collection<Doc>,
  query: RootQuery<Doc>,
  looks?: AnyLooks<Beside>,
): Promise<Brought<Doc, Beside>[]> => {
  const lookups = lookupsOf(looks);
  const found = await cursorOf(collection, query, lookups).toArray();
  return found.map((one) => besideOf(one, lookups));
};

/**
 * The same for one document. What is limited to one ends with the first reply, and the driver closes its cursor then: its `findOne` closes
 * it once more.
 */
export const findOneBeside = async <Doc extends Document, Beside extends object = Nothing>(
  collection: Collection<Doc>,
  query: RootQuery<Doc>,
  looks?: AnyLooks<Beside>,
): Promise<Brought<Doc, Beside> | undefined> => {
  const lookups = lookupsOf(looks);
  const found = await cursorOf(collection, { ...query, limit: 1 }, lookups).next();
  return found ? besideOf(found, lookups) : undefined;
};
