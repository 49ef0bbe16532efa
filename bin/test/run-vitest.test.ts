import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Countable, countTests } from './run-vitest.ts';

const file = (states: string[], ok: boolean): Countable => ({
  ok: () => ok,
  children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
});

test.each<[string, Countable[], number, { passed: number; failed: number }]>([
  ['nothing', [], 0, { passed: 0, failed: 0 }],
  [
    'passes and failures',
    [file(['passed', 'passed'], true), file(['failed', 'passed'], false)],
    0,
    { passed: 3, failed: 1 },
  ],
  ['a file that cannot be loaded', [file([], false)], 0, { passed: 0, failed: 1 }],
  ['a broken afterAll', [file(['passed'], false)], 0, { passed: 1, failed: 1 }],
  [
    'tests that a broken hook kept from running',
    [file(['skipped', 'pending'], false)],
    0,
    { passed: 0, failed: 2 },
  ],
  ['an error outside any test', [file(['passed'], true)], 1, { passed: 1, failed: 1 }],
])('%s', (_, files, errors, count) => {
  expect(countTests(files, errors)).toEqual(count);
});

test('a run without any test fails, and says so in the last line', () => {
  const args = [join(import.meta.dirname, '../test.ts'), '--only', 'unit', 'no-file-has-this-name'];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stdout.trim().split('\n').at(-1)).toBe('0 passed, 1 failed');
}, 30_000);
