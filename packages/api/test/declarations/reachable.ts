import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const specifier = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+|<reference\s+types=)(['"])([^'"]+)\1/g;

interface Reached {
  files: string[];
  /** Packages that are named, and the declarations that name them. */
  packages: Map<string, string[]>;
}

const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** All declarations that a caller of `entry` makes the compiler read, and the packages that they name. */
export const reachableFrom = (entry: string): Reached => {
  const waiting = [entry];
  const files = new Set<string>();
  const packages = new Map<string, string[]>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    if (!existsSync(file)) throw new Error(`There is no declaration ${file}`);
    files.add(file);
    for (const [, , name = ''] of readFileSync(file, 'utf8').matchAll(specifier)) {
      if (name.startsWith('.')) {
        waiting.push(join(dirname(file), name.replace(/\.[jt]s$/, '.d.ts')));
      } else {
        const known = packages.get(packageOf(name)) ?? [];
        packages.set(packageOf(name), [...known, file]);
      }
    }
  }
  return { files: [...files], packages };
};
