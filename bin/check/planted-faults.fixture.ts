/** A fault to plant: the file, its text, and what the named check must say of it. */
export interface Plant {
  file: string;
  text: string;
  /** `step` fails and one line of its output holds all of `says`. */
  reported: { step: string; says: string[] }[];
}

const arrow = (file: string, text: string, ...rules: string[]): Plant => ({
  file,
  text,
  reported: rules.map((rule) => ({ step: 'arrows', says: [`${rule}: ${file} -> `] })),
});

const lint = (file: string, text: string, ...rules: string[]): Plant => ({
  file,
  text,
  reported: rules.map((rule) => ({ step: 'lint', says: [`${file}:`, `${rule}:`] })),
});

const api = 'packages/api/src';
const slice = `${api}/modules/planted`;

const arrows: Plant[] = [
  arrow(
    'packages/contracts/src/planted-upward.ts',
    `import '../../api/src/kernel/clock.ts';\nimport 'node:fs';\n`,
    'contracts-alone',
    'contracts-zod-only',
    'through-the-door',
    'browser-without-node',
  ),
  arrow(
    'packages/client/src/planted-value.ts',
    `import { appRouter } from '@pmp/api';\nexport const planted = appRouter;\n`,
    'api-types-only',
  ),
  arrow(
    'apps/web/src/planted-value.ts',
    `import { appRouter } from '@pmp/api';\nexport const planted = appRouter;\n`,
    'api-types-only',
  ),
  arrow(
    // A type is an import too: dependency-cruiser on TypeScript 7 is blind to this one.
    'apps/cli/src/planted-type.ts',
    `import type { Clock } from '../../../packages/api/src/kernel/clock.ts';\nexport type Planted = Clock;\n`,
    'cli-to-client',
    'through-the-door',
  ),
  arrow(
    'apps/server/src/planted.ts',
    `import { personas } from '@pmp/devkit/personas';\nexport const planted = personas;\n`,
    'server-to-api',
  ),
  arrow('apps/server/src/trpc-plugin/planted.ts', `import '@pmp/contracts/id';\n`, 'trpc-plugin-alone'),
  arrow(
    'packages/devkit/src/planted.ts',
    `import '../../../apps/server/src/planted.ts';\n`,
    'devkit-to-api',
    'packages-never-to-apps',
  ),
  arrow(
    `${api}/kernel/planted.ts`,
    `import 'mongodb';\nimport 'jose';\nimport '@trpc/server';\nimport 'superjson';\nimport '../router.ts';\n`,
    'mongodb-in-adapters',
    'jose-in-auth',
    'trpc-in-procedures',
    'no-dev-dependency',
    'kernel-to-contracts',
  ),
  arrow('bin/planted-reach.ts', `import '../packages/api/src/kernel/clock.ts';\n`, 'bin-composes'),
  arrow(`${slice}/planted.mongo.ts`, `import './create-planted.ts';\n`, 'adapter-below-use-case'),
  arrow(
    `${slice}/create-planted.ts`,
    `import './planted.mongo.ts';\nimport '../status/status.public.ts';\nimport './nowhere.ts';\n`,
    'use-case-below-trpc',
    'slice-by-its-ports',
    'no-unresolved',
    'no-cycles',
  ),
  arrow(`${slice}/planted.public.ts`, `import './planted.mongo.ts';\n`, 'procedure-to-use-case'),
  arrow(`${slice}/planted.policy.ts`, `import './create-planted.ts';\n`, 'policy-and-ports-lowest'),
  arrow(`${api}/trpc/planted.ts`, `import '../modules/planted/planted.mongo.ts';\n`, 'trpc-knows-no-slice'),
  arrow(`${slice}/planted-test-user.ts`, `import './planted.test.ts';\n`, 'no-test-in-product'),
  arrow(`${slice}/planted-undeclared.ts`, `import 'fastify';\n`, 'no-unresolved'),
];

const lints: Plant[] = [
  lint(
    `${slice}/planted-types.ts`,
    [
      'const late = async (): Promise<number> => 1;',
      'export function planted(value: any, found: string[]): string {',
      '  late();',
      '  if (late()) console.log(process.env.PORT);',
      '  return found[0]! + (1 as unknown as string) + value.name;',
      '}',
      'export const four = (a: number, b: number, c: number, d: number) => a + b + c + d;',
      '',
    ].join('\n'),
    'typescript(no-explicit-any)',
    'typescript(no-floating-promises)',
    'typescript(no-misused-promises)',
    'typescript(no-non-null-assertion)',
    'typescript(no-unsafe-member-access)',
    'eslint(no-console)',
    'eslint(max-params)',
    'pmp(no-env)',
    'pmp(no-double-cast)',
  ),
  lint(
    'packages/client/src/planted-env.ts',
    `import { env } from 'node:process';\nimport { z } from 'zod';\nexport const planted = [env, z];\n`,
    'pmp(no-env)',
    'pmp(zod-mini)',
  ),
  lint(
    'apps/web/src/planted-screen.tsx',
    [
      "import { useState } from 'react';",
      'export function Planted({ on }: { on: boolean }) {',
      '  if (on) useState(1);',
      '  return <img src="x.png" />;',
      '}',
      '',
    ].join('\n'),
    'jsx-a11y(alt-text)',
    'react-hooks(rules-of-hooks)',
  ),
  lint('apps/web/src/planted-long.ts', 'export {};\n'.repeat(301), 'eslint(max-lines)'),
  lint(
    `${slice}/planted.test.ts`,
    [
      "import { expect, it, vi } from 'vitest';",
      "vi.mock('./create-planted.ts');",
      `it.${'skip'}('planted', () => expect(1).toBe(1));`,
      "it('proves nothing', () => {});",
      '',
    ].join('\n'),
    'pmp(no-own-mock)',
    'pmp(no-test-off)',
    'vitest(expect-expect)',
  ),
  lint(`${slice}/planted-option.test.ts`, `it('x', { ${'todo'}: true }, () => {});\n`, 'pmp(no-test-off)'),
];

const others: Plant[] = [
  {
    file: 'packages/contracts/src/planted-type-error.ts',
    text: `export const planted: number = 'text';\n`,
    reported: [{ step: 'types', says: ['src/planted-type-error.ts', 'TS2322'] }],
  },
  {
    file: 'bin/planted-type-error.ts',
    text: `export const planted: number = 'text';\n`,
    reported: [{ step: 'types', says: ['bin/planted-type-error.ts', 'TS2322'] }],
  },
  {
    file: `${slice}/planted-dead.ts`,
    text: `export const plantedDead = 1;\nexport const alive = 2;\n`,
    reported: [{ step: 'dead', says: ['plantedDead', `${slice}/planted-dead.ts`] }],
  },
  {
    // An entry of knip, for it is a test: it keeps planted-dead.ts in use and its other export dead.
    file: `${slice}/planted-user.test.ts`,
    text: `import { alive } from './planted-dead.ts';\nit('is', () => expect(alive).toBe(2));\n`,
    reported: [],
  },
  {
    file: `${api}/kernel/planted-unused-file.ts`,
    text: 'export {};\n',
    reported: [{ step: 'dead', says: [`${api}/kernel/planted-unused-file.ts`] }],
  },
  {
    file: 'packages/client/src/planted-format.ts',
    text: `export const planted = {a:1,\n  b : "two"}\n`,
    reported: [{ step: 'format', says: ['packages/client/src/planted-format.ts', 'format'] }],
  },
  {
    file: 'packages/client/src/planted-order.ts',
    text: `import { b } from './b.ts';\nimport { a } from './a.ts';\n\nexport const planted = [a, b];\n`,
    reported: [{ step: 'format', says: ['packages/client/src/planted-order.ts', 'organizeImports'] }],
  },
  {
    file: 'docs/planted.md',
    text: [
      `/${'work'}/main/README.md`,
      `https://registry.${'npmjs'}.org/zod`,
      `-----BEGIN ${'PRIVATE'} KEY-----`,
      '',
    ].join('\n'),
    reported: [
      { step: 'files', says: ['docs/planted.md:1: a path of one machine'] },
      { step: 'files', says: ['docs/planted.md:2: the host of a package registry'] },
      { step: 'files', says: ['docs/planted.md:3: a private key'] },
    ],
  },
  {
    file: 'docs/planted-large.txt',
    text: 'large\n'.repeat(60_000),
    reported: [{ step: 'files', says: ['docs/planted-large.txt: 360000 bytes'] }],
  },
  {
    file: 'scripts/planted.ts',
    text: 'export {};\n',
    reported: [{ step: 'files', says: ['scripts/planted.ts: in no tsconfig'] }],
  },
];

export const plants: readonly Plant[] = [...arrows, ...lints, ...others];

/** Changes to files that exist; what they hold comes back afterwards. */
export const edits: readonly (Plant & { edit: (text: string) => string })[] = [
  {
    file: 'packages/client/package.json',
    text: '',
    edit: (text) => text.replace('"dependencies": {', '"dependencies": {\n    "h3-js": "catalog:",'),
    reported: [{ step: 'dead', says: ['h3-js', 'packages/client/package.json'] }],
  },
  {
    file: '.env.example',
    text: '',
    edit: (text) => `${text}PLANTED=1\n`,
    reported: [{ step: 'generated', says: ['.env.example'] }],
  },
  {
    file: 'pnpm-lock.yaml',
    text: '',
    edit: (text) => `${text}# ${'tarball'}: planted\n`,
    reported: [{ step: 'files', says: ['pnpm-lock.yaml: the address of a tarball'] }],
  },
];
