import type { Io } from './io.ts';
import { type Column, formatRecord, formatTable } from './table.ts';

/** Data on stdout, as JSON or for people; talk on stderr. */
export interface Output {
  list<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): void;
  record(data: unknown, fields: readonly (readonly [string, string])[]): void;
  json(data: unknown): void;
  talk(sentence: string): void;
}

export const createOutput = ({ stdout, stderr, env }: Io, asJson: boolean): Output => {
  const print = (text: string) => void stdout.write(`${text}\n`);
  const json = (data: unknown) => print(JSON.stringify(data, null, 2) ?? 'null');
  const talk = (sentence: string) => void stderr.write(`${sentence}\n`);
  const style = { width: stdout.columns, color: env.color && stdout.isTTY === true };
  return {
    list: (rows, columns) => {
      if (asJson) json(rows);
      else if (rows.length > 0) print(formatTable(rows, columns, style));
      else talk('Nothing here.');
    },
    record: (data, fields) => (asJson ? json(data) : print(formatRecord(fields))),
    json,
    talk,
  };
};
