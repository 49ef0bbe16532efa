import { persona } from '../personas.ts';

const firstNames = [
  'Ada',
  'Ben',
  'Clara',
  'Dev',
  'Elif',
  'Finn',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Kira',
  'Liam',
];
const lastNames = ['Abel', 'Brandt', 'Costa', 'Dunn', 'Eriksen', 'Fox'];

/** Someone who owns a home in the demo city. */
export interface DemoOwner {
  readonly sub: string;
  readonly name: string;
}

/** The two homeowners that can sign in, and neighbours who can't. */
export const owners: readonly DemoOwner[] = [
  pickSub(persona('homeowner')),
  pickSub(persona('homeowner', true)),
  ...firstNames.flatMap((first, index) =>
    [lastNames[index % lastNames.length], lastNames[(index + 3) % lastNames.length]].map((last, twin) => ({
      sub: `auth0|pmp-neighbour-${index * 2 + twin + 1}`,
      name: `${first} ${last}`,
    })),
  ),
];

/** Which official sees to which of the demo cities. */
export const assignments: Readonly<Record<string, string>> = {
  riverton: persona('official').sub,
  millbrook: persona('official', true).sub,
};

function pickSub({ sub, name }: { sub: string; name: string }) {
  return { sub, name };
}
