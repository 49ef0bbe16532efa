import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findChromium } from './chromium.ts';
import { tempDir } from './testing/temp-dir.fixture.ts';

const log = () => {};

async function program(name: string, script: string): Promise<{ dir: string; file: string }> {
  const dir = await tempDir();
  const file = join(dir, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return { dir, file };
}

test('PMP_CHROMIUM is taken, and nothing else when it does not run', async () => {
  const { file } = await program('my-browser', 'echo 1.0');
  expect(await findChromium({ env: { PMP_CHROMIUM: file }, log })).toMatchObject({ executablePath: file });
  const search = findChromium({ env: { PMP_CHROMIUM: '/nowhere/chromium' }, log });
  await expect(search).rejects.toThrow('PMP_CHROMIUM=/nowhere/chromium does not run');
});

test('an installed one is taken unless it is only a stub', async () => {
  const stub = await program('chromium', 'echo "install the snap" >&2; exit 1');
  const real = await program('google-chrome', 'echo 1.0');
  const env = { PATH: `${stub.dir}:${real.dir}` };
  expect(await findChromium({ env, log })).toMatchObject({ executablePath: real.file, from: 'this system' });
});
