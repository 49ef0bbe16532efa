import { join } from 'node:path';
import { build } from './build.ts';
import { runFigures } from './chaos/run-figures.ts';
import { runChecks } from './check/steps.ts';
import { parseOptions } from './start/options.ts';
import { type Count, runVitest } from './test/run-vitest.ts';

const parts = ['build', 'check', 'unit', 'int', 'http', 'e2e', 'chaos'] as const;
type Part = (typeof parts)[number];

const help = `npm test                                  everything; the last line is "N passed, N failed"
npm test -- --only unit --only int        some parts of: ${parts.join(', ')}
npm test -- packages/api                  only test files whose path contains this (no build, no check)

PMP_TEST_MONGO=<connection string>        use this database server instead of an embedded one
PMP_DB=mongod|secantus|download           which embedded one
PMP_CHROMIUM=<path>                       the browser for e2e`;

const root = join(import.meta.dirname, '..');

/** A part that yields one verdict counts as one test. */
const verdict = (ok: boolean): Count => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

async function checkPart(): Promise<Count> {
  const results = await runChecks({
    root,
    onResult({ name, ok, ms, output }) {
      console.log(`${ok ? ' ✓' : ' ✗'} check ${name} ${(ms / 1000).toFixed(1)} s`);
      if (!ok) console.log(output.replace(/^/gm, '     '));
    },
  });
  const failed = results.filter(({ ok }) => !ok).length;
  return { passed: results.length - failed, failed };
}

/** A slice of every figure; each counts as one test. */
function chaosPart(): Promise<Count> {
  return runFigures({
    full: false,
    seed: 1,
    env: process.env,
    log: (line) => console.error(line),
    onLine(line) {
      const { figure, value, holds, seconds } = line;
      console.log(`${holds ? ' ✓' : ' ✗'} chaos ${figure} ${String(seconds)} s: ${value}`);
      if (!holds) console.log(`     ${JSON.stringify(line)}`);
    },
  });
}

async function run(only: readonly Part[], filters: readonly string[]): Promise<Count> {
  const total: Count = { passed: 0, failed: 0 };
  const add = (count: Count) => {
    total.passed += count.passed;
    total.failed += count.failed;
  };
  if (only.includes('build')) add(verdict(await build()));
  if (only.includes('check')) add(await checkPart());
  const projects = only.filter((part) => part !== 'build' && part !== 'check' && part !== 'chaos');
  if (projects.length > 0) add(await runVitest({ root, projects, filters }));
  if (only.includes('chaos')) add(await chaosPart());
  return total;
}

function isPart(text: string): text is Part {
  return parts.some((part) => part === text);
}

async function main(): Promise<number> {
  const { values, positionals } = parseOptions('npm test --', {
    options: {
      only: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const asked = values.only ?? (positionals.length > 0 ? ['unit', 'int', 'http', 'e2e'] : parts);
  const only = asked.filter(isPart);
  if (only.length < asked.length) {
    console.error(`--only takes ${parts.join(', ')}.`);
    return 1;
  }
  const { passed, failed } = await run(only, positionals);
  const nothing = passed + failed === 0;
  if (nothing) console.error('No test ran: that counts as a failure.');
  // The last line is read by machines.
  console.log(`${passed} passed, ${nothing ? 1 : failed} failed`);
  return failed === 0 && !nothing ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  return 1;
});
// A handle that a test left open must not keep the run from ending.
process.exit();
