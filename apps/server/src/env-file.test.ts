import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readEnv } from './env.ts';
import { EnvError } from './env-error.ts';

const envFile = (write: (file: string) => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'pmp-env-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, '.env');
  write(file);
  return file;
};
const holding = (text: string) => envFile((file) => writeFileSync(file, text));

it('takes what the file says, under the process environment', () => {
  const file = holding(
    'PMP_TEST_ONE=1\r\n\n# note\n  # note\nexport PMP_TEST_TWO = two # why\nPMP_TEST_NONE=\nPATH=x',
  );
  expect(readEnv(file)).toMatchObject({ PMP_TEST_ONE: '1', PMP_TEST_TWO: 'two', PATH: process.env['PATH'] });
  expect(readEnv(file)).not.toHaveProperty('PMP_TEST_NONE');
  expect(readEnv(`${file}-that-is-not-there`)).not.toHaveProperty('PMP_TEST_ONE');
});

it('does not lose the first variable to a byte order mark', () => {
  expect(readEnv(holding('\uFEFFPMP_TEST_ONE=1\nPMP_TEST_TWO=2\n'))).toMatchObject({
    PMP_TEST_ONE: '1',
    PMP_TEST_TWO: '2',
  });
});

it('takes quoted values over several lines', () => {
  const file = holding('PMP_TEST_ONE="a\nno assignment\nb"\nPMP_TEST_TWO=\'open\nPMP_TEST_THREE=3\n');
  expect(readEnv(file)).toMatchObject({ PMP_TEST_ONE: 'a\nno assignment\nb', PMP_TEST_THREE: '3' });
});

it('names the lines that are nothing, but not what they hold', () => {
  const file = holding('PMP_TEST_ONE=1\nmy-secret\nPMP_TEST_TWO: my-secret\n\n=my-secret\n');
  const read = () => readEnv(file);
  expect(read).toThrow(EnvError);
  for (const line of [2, 3, 5]) expect(read).toThrow(`.env, line ${line}: must be NAME=value`);
  expect(read).not.toThrow('line 1');
  expect(read).not.toThrow('my-secret');
});

it('says what to do about a folder in its place', () => {
  const read = () => readEnv(envFile((file) => mkdirSync(file)));
  expect(read).toThrow(EnvError);
  expect(read).toThrow('.env: cannot be read (EISDIR); make it a file that you may read');
});
