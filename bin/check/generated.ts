import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Answer, type Outcome, runProgram } from './tool.ts';

/** Committed files that code writes: `makes` is the export of `module` that returns the text. */
const generators = [
  { file: '.env.example', module: 'apps/server/src/env-example.ts', makes: 'envExample' },
  { file: 'docs/lifecycle.md', module: 'packages/contracts/src/lifecycle-page.ts', makes: 'lifecyclePage' },
];

/** In a process of its own, so that the text is that of `root` and of the code as it is now. */
function make(root: string, { module, makes }: (typeof generators)[number]): Promise<Answer> {
  const url = pathToFileURL(join(root, module)).href;
  const script = `import { ${makes} } from '${url}';\nprocess.stdout.write(await ${makes}());`;
  return runProgram(root, process.execPath, ['--input-type=module', '--eval', script]);
}

/** Every generated file says what the code says; with `fix` it is written. */
export async function checkGenerated(root: string, fix: boolean): Promise<Outcome> {
  const faults: string[] = [];
  for (const generator of generators) {
    const { ok, stdout, output } = await make(root, generator);
    const path = join(root, generator.file);
    if (!ok || stdout === '') {
      faults.push(`${generator.file}: ${generator.module} did not make it: ${output}`);
    } else if (fix) {
      await writeFile(path, stdout);
    } else if ((await readFile(path, 'utf8').catch(() => '')) !== stdout) {
      faults.push(`${generator.file}: not what ${generator.module} makes; npm run check -- --fix writes it`);
    }
  }
  return { ok: faults.length === 0, output: faults.join('\n') };
}
