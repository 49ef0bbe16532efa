import { fit, printable, widthOf } from './text.ts';

export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  /** May be cut when the terminal is narrow. */
  readonly shrinks?: boolean;
}

export interface TableStyle {
  /** Columns of the terminal; undefined when nobody looks, then nothing is cut. */
  readonly width: number | undefined;
  readonly color: boolean;
}

const gap = 2;
const narrowest = 8;

/** Aligned columns under their titles, one row a line. */
export function formatTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { width, color }: TableStyle,
): string {
  const titles = columns.map(({ title }) => title.toUpperCase());
  const cells = rows.map((row) => columns.map(({ value }) => printable(value(row))));
  const wanted = columns.map((_, at) =>
    Math.max(...[titles, ...cells].map((line) => widthOf(line[at] ?? ''))),
  );
  const widths = width === undefined ? wanted : shrunk(wanted, columns, width);
  const format = (line: readonly string[]) =>
    line
      .map((cell, at) => {
        const room = widths[at] ?? 0;
        const text = fit(cell, room);
        return text + ' '.repeat(Math.max(0, room - widthOf(text)));
      })
      .join(' '.repeat(gap))
      .trimEnd();
  const head = format(titles);
  return [color ? `\u001b[1m${head}\u001b[22m` : head, ...cells.map(format)].join('\n');
}

/** Takes from the widest column that may shrink until all fit, or none can give more. */
function shrunk(wanted: readonly number[], columns: readonly Column<never>[], width: number): number[] {
  const widths = [...wanted];
  let over = widths.reduce((sum, one) => sum + one, gap * (widths.length - 1)) - width;
  for (; over > 0; over--) {
    let widest = -1;
    for (const [at, one] of widths.entries()) {
      if (columns[at]?.shrinks && one > narrowest && one > (widths[widest] ?? 0)) widest = at;
    }
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** `name  value` lines; further lines of a value stand under its first. */
export function formatRecord(fields: readonly (readonly [name: string, value: string])[]): string {
  const indent = Math.max(0, ...fields.map(([name]) => widthOf(name))) + gap;
  return fields
    .flatMap(([name, value]) =>
      value
        .split(/\r\n|\r|\n/)
        .map((line, at) => ((at === 0 ? name : '').padEnd(indent) + printable(line)).trimEnd()),
    )
    .join('\n');
}
