import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

/** Writes down which modules went into the bundle, so that a test can refuse a server's. Kept apart from what is served. */
export const moduleList = (file: string): Plugin => {
  let root = '';
  return {
    name: 'pmp-module-list',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
    },
    writeBundle: async (_options, bundle) => {
      const modules = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? output.moduleIds.map((id) => relative(root, id)) : [],
      );
      await writeFile(join(root, file), `${JSON.stringify([...new Set(modules)].toSorted(), null, 1)}\n`);
    },
  };
};
