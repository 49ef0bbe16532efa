import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './tool.ts';

/** Every file that is or would be committed, so that a new one is checked before it is added. */
export async function repositoryFiles(root: string): Promise<string[]> {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { ok, stdout, output } = await runProgram(root, 'git', list);
  if (!ok) throw new Error(`The checks ask git which files there are, and it said: ${output}`);
  return [...new Set(stdout.split('\0'))]
    .filter((file) => file !== '' && existsSync(join(root, file)))
    .sort();
}

/** A check that looked at less than there is has proved nothing. */
export function sawTooFew(what: string, seen: number, files: readonly string[]): string | undefined {
  if (seen >= files.length && seen > 0) return undefined;
  return `${what} looked at ${seen} files of ${files.length}: a check that sees nothing proves nothing.`;
}

export const isCode = (file: string): boolean =>
  /\.([cm]?ts|tsx|[cm]?js)$/.test(file) && !file.endsWith('.gen.ts');
export const isWorkspaceCode = (file: string): boolean =>
  /^(apps|packages|bin|bench)\/.*\.tsx?$/.test(file) && isCode(file);
