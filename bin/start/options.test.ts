import { expect, test } from 'vitest';
import { UserError } from '../../packages/devkit/src/user-error.ts';
import { parseOptions } from './options.ts';

const options = {
  only: { type: 'string', multiple: true },
  help: { type: 'boolean', default: false },
} as const;

test('known options come through', () => {
  const { values, positionals } = parseOptions('npm test --', {
    options,
    allowPositionals: true,
    args: ['--only', 'unit', '--only=int', 'packages/api'],
  });
  expect(values).toEqual({ only: ['unit', 'int'], help: false });
  expect(positionals).toEqual(['packages/api']);
});

test.each([
  [['--bogus'], `Unknown option '--bogus'`],
  [['--help=x'], `Option '--help' does not take an argument`],
  [['--only'], `Option '--only <value>' argument missing`],
  [['word'], `Unexpected argument 'word'`],
])('%j is one sentence', (args, fault) => {
  const parse = () => parseOptions('npm start --', { options, args });
  expect(parse).toThrow(UserError);
  expect(parse).toThrow(`${fault}: "npm start -- --help" lists what there is.`);
  expect(parse).not.toThrow('\n');
});
