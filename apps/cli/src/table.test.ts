import { describe, expect, it } from 'vitest';
import { type Column, formatRecord, formatTable } from './table.ts';
import { fit, printable, widthOf } from './text.ts';

type Row = readonly [string, string];
const columns: readonly Column<Row>[] = [
  { title: 'id', value: ([id]) => id },
  { title: 'title', value: ([, title]) => title, shrinks: true },
];
const plain = { width: undefined, color: false };

describe('a table', () => {
  it('aligns its columns and leaves no blanks at the end of lines', () => {
    const rows: Row[] = [
      ['1', 'Leak'],
      ['1000', ''],
    ];
    expect(formatTable(rows, columns, plain)).toBe('ID    TITLE\n1     Leak\n1000');
  });

  it('cuts what may shrink to the width of the terminal, never an id', () => {
    const rows: Row[] = [['a'.repeat(24), 'The roof of the garage leaks']];
    const lines = formatTable(rows, columns, { width: 40, color: false }).split('\n');
    expect(lines[1]).toBe(`${'a'.repeat(24)}  The roof of t…`);
    const narrow = formatTable(rows, columns, { width: 10, color: false });
    expect(narrow).toContain(`${'a'.repeat(24)}  The roo…`);
  });

  it('takes from the widest column first', () => {
    const both = columns.map((column) => ({ ...column, shrinks: true }));
    const line = formatTable([['b'.repeat(12), 'c'.repeat(20)]], both, { width: 26, color: false });
    expect(line.split('\n')[1]).toBe(`${'b'.repeat(12)}  ${'c'.repeat(11)}…`);
  });

  it('cuts nothing where nobody looks', () => {
    expect(formatTable([['1', 'x'.repeat(500)]], columns, plain)).toContain('x'.repeat(500));
  });

  it('colours its head alone, and only when asked', () => {
    const [head, row] = formatTable([['1', 'Leak']], columns, { width: 80, color: true }).split('\n');
    expect(head).toBe('\u001b[1mID  TITLE\u001b[22m');
    expect(row).toBe('1   Leak');
  });

  it('lets no control character through', () => {
    const text = formatTable([['1', 'a\u001b[2Jb\nc\u009bd\u202ee']], columns, plain);
    expect(text).toBe('ID  TITLE\n1   a [2Jb c d e');
  });

  it('counts what the eye sees', () => {
    const rows: Row[] = [
      ['漏水', 'x'],
      ['👩‍🔧', 'y'],
      ['é', 'z'],
    ];
    expect(formatTable(rows, columns, plain).split('\n').slice(1)).toEqual([
      '漏水  x',
      '👩‍🔧    y',
      'é     z',
    ]);
  });
});

describe('a record', () => {
  it('puts further lines of a value under its first', () => {
    const text = formatRecord([
      ['title', 'Leak'],
      ['description', 'One\r\ntwo\n\nthree\u001b'],
    ]);
    expect(text).toBe('title        Leak\ndescription  One\n             two\n\n             three');
  });
});

describe('text', () => {
  it.each([
    ['Leak', 4, 'Leak'],
    ['Leaks', 4, 'Lea…'],
    ['漏水漏水', 5, '漏水…'],
    ['ab cd', 4, 'ab…'],
  ])('fits %j into %i columns', (line, width, expected) => {
    expect(fit(line, width)).toBe(expected);
    expect(widthOf(expected)).toBeLessThanOrEqual(width);
  });

  it('makes a line printable', () => {
    expect(printable('a\t\u0000\u007fb\u2066c')).toBe('a b c');
  });
});
