import { readFile, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { repositoryFiles } from './repository.ts';
import type { Outcome } from './tool.ts';

const lockfile = 'pnpm-lock.yaml';
const largestFile = 300_000;

/** What no file may hold: it would be true on one machine only, or is a secret. */
const forbiddenText: { name: string; pattern: RegExp }[] = [
  { name: 'a path of one machine', pattern: /(?<![\w.:/-])\/(?:work|root|tmp|home|Users)\/[\w.@-]+/ },
  { name: 'a drive of one machine', pattern: /\b[A-Z]:\\Users\\/ },
  {
    name: 'the host of a package registry',
    pattern: /\/\/(?:[\w-]+\.)*(?:registry|npm|pypi|artifactory|nexus|mirrors?)\.[\w-]+/i,
  },
  {
    name: 'the host of a package registry',
    pattern: /\b(?:registry\.(?:npmjs|yarnpkg|npmmirror)|pypi\.org|pythonhosted\.org|npmmirror\.com)\b/i,
  },
  { name: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
];

/** The longest a text may be; code has its ceilings in .oxlintrc.json. */
const lineLimits = new Map([
  ['AGENTS.md', 150],
  ['README.md', 250],
]);

/** The places that some tsconfig.json includes: folders and files, by their paths from the root. */
async function typedPlaces(root: string, files: readonly string[]): Promise<string[]> {
  const configs = files.filter((file) => posix.basename(file) === 'tsconfig.json');
  const places = configs.map(async (config) => {
    const { include }: { include?: string[] } = JSON.parse(
      await readFile(join(root, config), 'utf8'),
    ) as object;
    return (include ?? []).map((place) => posix.join(posix.dirname(config), place));
  });
  return (await Promise.all(places)).flat();
}

function faultsOfText(file: string, text: string): string[] {
  const lines = text.split('\n');
  const faults = lines.flatMap((line, index) =>
    forbiddenText
      .filter(({ pattern }) => pattern.test(line))
      .map(({ name }) => `${file}:${index + 1}: ${name}`),
  );
  if (file === lockfile && /\btarball:/.test(text)) faults.push(`${file}: the address of a tarball`);
  if (file.endsWith('.npmrc') && /registry\s*=/.test(text))
    faults.push(`${file}: a registry is the user's choice`);
  const limit = lineLimits.get(file);
  if (limit !== undefined && lines.length > limit) faults.push(`${file}: more than ${limit} lines`);
  return faults;
}

async function faultsOf(root: string, file: string): Promise<string[]> {
  const { size } = await stat(join(root, file));
  if (size > largestFile && file !== lockfile) return [`${file}: ${size} bytes, more than ${largestFile}`];
  return faultsOfText(file, await readFile(join(root, file), 'utf8'));
}

/** Reads every file of the repository for what must not be committed. */
export async function checkTrackedFiles(root: string): Promise<Outcome> {
  const files = await repositoryFiles(root);
  const faults = (await Promise.all(files.map((file) => faultsOf(root, file)))).flat();
  const typed = await typedPlaces(root, files);
  for (const file of files.filter((one) => /\.tsx?$/.test(one))) {
    const seen = typed.some((place) => file === place || file.startsWith(`${place}/`));
    if (!seen) faults.push(`${file}: in no tsconfig, so its types are not checked`);
  }
  if (files.length === 0) faults.push('There are no files: a check that sees nothing proves nothing.');
  return { ok: faults.length === 0, output: faults.join('\n') };
}
