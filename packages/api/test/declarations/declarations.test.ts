import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachableFrom } from './reachable.ts';

const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
const project = join(import.meta.dirname, '../../tsconfig.build.json');

describe('the declarations that callers of the API read', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pmp-declarations-'));
    execFileSync(process.execPath, [
      join(typescript, 'bin/tsc'),
      '-p',
      project,
      '--outDir',
      join(folder, 'api'),
    ]);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('name neither the driver nor the server nor the token library', () => {
    const { files, packages } = reachableFrom(join(folder, 'api/router.d.ts'));
    expect(files.length).toBeGreaterThan(5);
    expect([...packages.keys()]).toContain('@trpc/server');
    for (const name of ['mongodb', 'bson', 'fastify', 'jose']) expect(packages.get(name)).toBeUndefined();
  });

  it('would be found out if they did', () => {
    const planted = join(folder, 'planted');
    mkdirSync(join(planted, 'deep'), { recursive: true });
    writeFileSync(join(planted, 'entry.d.ts'), 'export declare const a: import("./deep/one.ts").One;');
    writeFileSync(join(planted, 'deep/one.d.ts'), "export type * from '../two.js';\nexport interface One {}");
    writeFileSync(
      join(planted, 'two.d.ts'),
      "import type { ObjectId } from 'mongodb';\nexport type Id = ObjectId;",
    );
    const { files, packages } = reachableFrom(join(planted, 'entry.d.ts'));
    expect(files).toHaveLength(3);
    expect(packages.get('mongodb')).toEqual([join(planted, 'two.d.ts')]);
  });
});
