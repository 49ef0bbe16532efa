import { variables } from './variables.ts';

/** The text of .env.example: every variable, commented out, so that a copy changes nothing until a line is opened. */
export const envExample = () =>
  [
    '# Copy to .env and open the lines that you need. The process environment wins over this file.',
    ...Object.entries(variables).map(([name, { help, example }]) => `\n# ${help}\n# ${name}=${example}`),
    '',
  ].join('\n');
