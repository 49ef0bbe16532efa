import { callProcedure, type ProcedureCall, type RouterInputs, type RouterOutputs } from '@pmp/client';
import { collect } from '../collect.ts';
import type { Output } from '../output.ts';
import { patience, type Session } from '../session.ts';
import type { Column } from '../table.ts';
import type { Field } from './field.ts';
import { type ListOptions, sayMore, wantedOf } from './options.ts';

type At<Tree, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Tree
    ? At<Tree[Head], Rest>
    : never
  : Path extends keyof Tree
    ? Tree[Path]
    : never;
/** What the procedure takes. A list may be called with nothing. */
type Taken<Path extends string> = NonNullable<At<RouterInputs, Path>>;
type Told<Path extends string> = At<RouterOutputs, Path>;

type NeededKeys<Input> = { [Key in keyof Input]-?: undefined extends Input[Key] ? never : Key }[keyof Input];
/** A field for everything that the procedure cannot do without, and for what else the command offers. */
type FieldsOf<Input> = {
  readonly [Key in NeededKeys<Input>]: Field<Input[Key], true>;
} & {
  readonly [Key in Exclude<keyof Input, NeededKeys<Input>>]?: Field<NonNullable<Input[Key]>> | undefined;
};

/** One command of the table: what it is called, what it takes, and what it does. */
export interface CommandRow {
  readonly name: string;
  readonly description: string;
  /** Dotted, as in the router. */
  readonly procedure: string;
  readonly type: ProcedureCall['type'];
  readonly fields: Readonly<Record<string, Field<unknown>>>;
  /** An option that says several fields at once: an amount and its currency. */
  readonly together: Field<unknown> | undefined;
  /** What follows `pmp <group> <name>`. */
  readonly examples: readonly string[];
  readonly isList: boolean;
  run(session: Session, input: Input, options: ListOptions): Promise<void>;
}

export type Input = Readonly<Record<string, unknown>>;

interface Named<Path extends string> {
  readonly name: string;
  readonly description: string;
  readonly procedure: Told<Path> extends never ? never : Path;
  readonly examples?: readonly string[];
}

/** How a record is shown on its own. */
export type View<Record> = (record: Record) => readonly (readonly [string, string])[];

// The one place where a path's types meet the client that calls it by name.
const call = async <Path extends string>(
  { client }: Session,
  { type, path, input }: { type: ProcedureCall['type']; path: Path; input: unknown },
) => (await callProcedure(client, { type, path, input, ...patience() })) as Told<Path>;

const rowOf = (
  { examples = [], ...named }: Omit<Named<string>, 'procedure'> & { procedure: string },
  rest: Pick<CommandRow, 'type' | 'run' | 'fields'> & {
    together?: Field<unknown> | undefined;
    isList?: boolean;
  },
): CommandRow => ({
  isList: false,
  together: undefined,
  ...named,
  examples,
  ...rest,
  fields: { ...rest.fields },
});

const show = <Record>(output: Output, record: Record, view: View<Record>) =>
  output.record(record, view(record));

/** A command that changes one record, shows it as it now is, and says so. */
export const change = <const Path extends string, Together extends keyof Taken<Path> = never>(
  row: Named<Path> & {
    readonly fields: FieldsOf<Omit<Taken<Path>, Together>>;
    readonly together?: Field<Pick<Taken<Path>, Together>, true>;
    readonly view: View<Told<Path>>;
    said(record: Told<Path>): string;
  },
): CommandRow =>
  rowOf(row, {
    type: 'mutation',
    fields: row.fields,
    together: row.together,
    run: async (session, input) => {
      const path: Path = row.procedure;
      const record = await call(session, { type: 'mutation', path, input });
      show(session.output, record, row.view);
      session.output.talk(row.said(record));
    },
  });

/** A command that reads one record. */
export const read = <const Path extends string>(
  row: Named<Path> & { readonly fields: FieldsOf<Taken<Path>>; readonly view: View<Told<Path>> },
): CommandRow =>
  rowOf(row, {
    type: 'query',
    fields: row.fields,
    run: async (session, input) => {
      const path: Path = row.procedure;
      show(session.output, await call(session, { type: 'query', path, input }), row.view);
    },
  });

/** A command that reads all of a short list at once. */
export const table = <const Path extends string, Item>(
  row: Named<Path> & {
    readonly fields?: FieldsOf<Taken<Path>>;
    items(told: Told<Path>): readonly Item[];
    readonly columns: readonly Column<Item>[];
  },
): CommandRow =>
  rowOf(row, {
    type: 'query',
    fields: row.fields ?? {},
    run: async (session, input) => {
      const path: Path = row.procedure;
      const sent = Object.keys(input).length > 0 ? input : undefined;
      session.output.list(row.items(await call(session, { type: 'query', path, input: sent })), row.columns);
    },
  });

type Items<Path extends string> = Told<Path> extends { items: (infer Item)[] } ? Item : never;
type Page<Item> = { items: Item[]; nextCursor: string | null };
/** A command that walks the pages of a list. */
export const list = <const Path extends string>(
  row: Named<Path> & {
    readonly fields?: Omit<FieldsOf<Taken<Path>>, 'limit' | 'cursor' | 'direction'>;
    readonly columns: readonly Column<Items<Path>>[];
    /** What to say below, by the last page. */
    said?(page: Told<Path>): string;
  },
): CommandRow =>
  rowOf(row, {
    type: 'query',
    fields: row.fields ?? {},
    isList: true,
    run: async (session, input, options) => {
      const path: Path = row.procedure;
      let last: Told<Path> | undefined;
      const { items, more } = await collect(wantedOf(options), async (page) => {
        last = await call(session, { type: 'query', path, input: { ...input, ...page } });
        const read: unknown = last;
        return read as Page<Items<Path>>;
      });
      session.output.list(items, row.columns);
      if (row.said && last) session.output.talk(row.said(last));
      if (more) session.output.talk(sayMore);
    },
  });
