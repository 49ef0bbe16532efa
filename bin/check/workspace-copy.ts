import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { repositoryFiles } from './repository.ts';
import { runProgram } from './tool.ts';

export interface WorkspaceCopy extends AsyncDisposable {
  root: string;
}

/**
 * Links one node_modules folder of the copy, entry by entry: the folder itself must be a real one, or .gitignore's
 * `node_modules/` would not match it, and a link to a package of ours must lead to the copy, not back to the original.
 */
async function linkModules(
  from: string,
  to: string,
  trees: { original: string; copy: string },
): Promise<void> {
  const entries = await readdir(from).catch(() => []);
  if (entries.length > 0) await mkdir(to, { recursive: true });
  for (const entry of entries) {
    const source = join(from, entry);
    if (entry === '@pmp') {
      await linkModules(source, join(to, entry), trees);
      continue;
    }
    const target = await realpath(source);
    const inside = relative(trees.original, target);
    const ours = !inside.startsWith('..') && !inside.includes('node_modules');
    await symlink(ours ? join(trees.copy, inside) : target, join(to, entry), 'junction');
  }
}

/** The repository as git would take it, in a folder of its own with the same dependencies; removed on disposal. */
export async function copyWorkspace(original: string): Promise<WorkspaceCopy> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'pmp-checks-')));
  const copy: WorkspaceCopy = {
    root,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  };
  try {
    const files = await repositoryFiles(original);
    for (const file of files) await cp(join(original, file), join(root, file), { verbatimSymlinks: true });
    const folders = new Set(files.filter((file) => file.endsWith('package.json')).map(dirname));
    for (const folder of folders) {
      const [from, to] = [join(original, folder, 'node_modules'), join(root, folder, 'node_modules')];
      await linkModules(from, to, { original, copy: root });
    }
    await runProgram(root, 'git', ['init', '--quiet']);
    return copy;
  } catch (error) {
    await copy[Symbol.asyncDispose]();
    throw error;
  }
}
