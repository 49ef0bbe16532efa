import { type CheckResult, checkSteps, runChecks } from './check/steps.ts';
import { parseOptions } from './start/options.ts';

const help = `npm run check                        every check
npm run check -- --only lint         one of them (repeat --only for more)
npm run check -- --fix               let format, lint and generated mend what they can

${checkSteps.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n')}`;

function print({ name, ok, ms, output }: CheckResult): void {
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(10)} ${(ms / 1000).toFixed(1)} s`);
  if (!ok) console.log(output.replace(/^/gm, '      '));
}

async function main(): Promise<number> {
  const { values } = parseOptions('npm run check --', {
    options: {
      only: { type: 'string', multiple: true },
      fix: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const { only, fix } = values;
  const results = await runChecks({ ...(only === undefined ? {} : { only }), fix, onResult: print });
  const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
  console.log(failed.length === 0 ? `All ${results.length} checks passed.` : `Failed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
