import { join } from 'node:path';
import { build } from './build.ts';
import { parseOptions } from './start/options.ts';
import { runVitest } from './test/run-vitest.ts';

const help = `npm run e2e                     the browser tests, with a real Chromium against the whole platform
npm run e2e -- report           only test files whose path contains "report"

PMP_CHROMIUM=<path>             the browser to use`;

async function main(): Promise<number> {
  const { values, positionals } = parseOptions('npm run e2e --', {
    options: { help: { type: 'boolean', short: 'h', default: false } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (!(await build())) {
    console.error('The build failed, its words are above: mend it and run again.');
    return 1;
  }
  const { passed, failed } = await runVitest({
    root: join(import.meta.dirname, '..'),
    projects: ['e2e'],
    filters: positionals,
  });
  console.log(`${passed} passed, ${failed} failed`);
  return passed > 0 && failed === 0 ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
process.exit();
