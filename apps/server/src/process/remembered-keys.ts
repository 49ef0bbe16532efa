import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RememberedKeySets } from '@pmp/api/server';

/** The issuer's last good keys in a file that only we may write: who can write it can sign in as anybody. */
export const rememberedKeysIn = (dataDir: string): RememberedKeySets => {
  const path = join(dataDir, 'issuer-keys.json');
  return {
    load: async () => JSON.parse(await readFile(path, 'utf8')) as unknown,
    save: async (set) => {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      // Written aside and renamed, so that a crash never leaves half a file; several workers may do so at once.
      const draft = `${path}.${process.pid}`;
      await writeFile(draft, JSON.stringify(set), { mode: 0o600 });
      await rename(draft, path);
    },
  };
};
