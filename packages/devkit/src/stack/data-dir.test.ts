import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempDir } from '../testing/temp-dir.fixture.ts';
import { prepareDataDir } from './data-dir.ts';

test('the folder is made with those above it, and left empty', async () => {
  const dir = join(await tempDir(), 'a', 'b', 'c');
  prepareDataDir(dir);
  prepareDataDir(dir);
  expect(readdirSync(dir)).toEqual([]);
});

test.each([['file'], ['file/below'], ['file/below/deeper']])('%s is told with the fix', async (path) => {
  const root = await tempDir();
  writeFileSync(join(root, 'file'), '');
  expect(() => prepareDataDir(join(root, path))).toThrow(
    `${join(root, 'file')} is a file, not a folder: set PMP_DATA_DIR to a folder that you may write to.`,
  );
});

test('a link that leads nowhere is told, not followed for ever', async () => {
  const link = join(await tempDir(), 'link');
  symlinkSync('nowhere/at/all', link);
  expect(() => prepareDataDir(link)).toThrow(`${link} cannot be made (EEXIST): set PMP_DATA_DIR`);
});

test('a place where nobody may make a folder, not even root, is told at once', () => {
  // Where there is no /proc, a device stands in for it: the system's words differ, the advice does not.
  const nowhere = existsSync('/proc/self') ? '/proc/x' : '/dev/null/x';
  expect(() => prepareDataDir(nowhere)).toThrow('set PMP_DATA_DIR to a folder that you may write to.');
});
