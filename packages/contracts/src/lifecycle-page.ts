import { type Move, type MoveRule, moveNames, moves } from './lifecycle.ts';

const arrows = (move: Move): string[] => {
  const { from, to }: MoveRule = moves[move];
  return from.flatMap((start) =>
    to.filter((end) => end !== start).map((end) => `  ${start} --> ${end} : ${move}`),
  );
};

const words = (text: string) => text.replaceAll('_', ' ');

const row = (move: Move): string => {
  const { from, to, by, guards }: MoveRule = moves[move];
  const cells = [move, from.map(words).join(', '), to.map(words).join(', '), by.join(', ')];
  return `| ${[...cells, guards.map(words).join(', ')].join(' | ')} |`;
};

/** docs/lifecycle.md, made of the table of moves: `npm run check -- --only generated --fix` writes it. */
export const lifecyclePage = (): string =>
  [
    '<!-- Made of packages/contracts/src/lifecycle.ts by `npm run check -- --only generated --fix`. -->',
    '',
    '# The life of a request',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> draft',
    ...moveNames.flatMap(arrows),
    '  closed --> [*]',
    '  cancelled --> [*]',
    '  rejected --> [*]',
    '```',
    '',
    '| move | from | to | who | guards |',
    '| --- | --- | --- | --- | --- |',
    ...moveNames.map(row),
    '',
    'The terms of `reopen` and an unpaid invoice bind the homeowner alone: the city opens a request again at any time.',
    '',
    'Whose turn it is, who may see it and how it ended are fields of their own, apart from the state.',
    '',
  ].join('\n');
