import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, runProgram } from './tool.ts';

/**
 * Scripts that write a committed file from code. Run plainly one writes its file; with `--check` it only compares,
 * and ends with an error when the file is behind.
 */
const generators = [{ file: '.env.example', script: 'apps/server/src/env-example.ts' }];

/** Every generated file says what the code says. */
export async function checkGenerated(root: string, fix: boolean): Promise<Outcome> {
  const faults: string[] = [];
  for (const { file, script } of generators) {
    if (!existsSync(join(root, script))) {
      faults.push(`${file}: its generator ${script} is missing`);
      continue;
    }
    const { ok, output } = await runProgram(root, process.execPath, [script, ...(fix ? [] : ['--check'])]);
    if (!ok) faults.push(`${file} is not what ${script} writes.\n${output}`);
  }
  return { ok: faults.length === 0, output: faults.join('\n') };
}
