import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempDir } from '../testing/temp-dir.fixture.ts';
import { lineLog } from './line-log.ts';

test('lines are in the file at once, and those of the run before stay beside it', async () => {
  const file = join(await tempDir(), 'logs', 'server.log');
  const crashed = lineLog(file);
  crashed.write('why it ended');
  expect(readFileSync(file, 'utf8')).toBe('why it ended\n');
  const next = lineLog(file);
  next.write('up');
  expect(readFileSync(file, 'utf8')).toBe('up\n');
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('why it ended\n');
  for (const log of [crashed, next]) log.close();
  next.write('too late for the file');
  expect(readFileSync(file, 'utf8')).toBe('up\n');
});

test('the tail names the file, with the last words or without', async () => {
  const file = join(await tempDir(), 'server.log');
  const log = lineLog(file, 2);
  expect(log.tail()).toBe(`without a word: see ${file}.`);
  for (const line of ['one', ' ', 'two', '  three']) log.write(line);
  expect(log.tail()).toBe(`(two | three): see ${file}.`);
  log.close();
});
