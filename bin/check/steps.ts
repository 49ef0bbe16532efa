import { join } from 'node:path';
import { checkArrows } from './arrows.ts';
import { checkGenerated } from './generated.ts';
import { checkLint } from './lint.ts';
import { isCode, repositoryFiles, sawTooFew } from './repository.ts';
import { type Outcome, runTool } from './tool.ts';
import { checkTrackedFiles } from './tracked-files.ts';

/** The repository this file belongs to. */
const repositoryRoot = join(import.meta.dirname, '..', '..');

interface StepOptions {
  root: string;
  fix: boolean;
}

export interface CheckStep {
  name: string;
  /** What the step holds, for `--help`. */
  about: string;
  /** The step reads packages/api through its built declarations. */
  needsDeclarations?: boolean;
  run(options: StepOptions): Promise<Outcome>;
}

export interface CheckResult extends Outcome {
  name: string;
  ms: number;
}

/** The lines that name a fault, without what a tool says around them; everything when there is none. */
function linesOf(output: string, fault: RegExp): string {
  const lines = output.split('\n').filter((line) => fault.test(line));
  return lines.length === 0 ? output : lines.join('\n');
}

async function format({ root, fix }: StepOptions): Promise<Outcome> {
  const files = (await repositoryFiles(root)).filter(isCode);
  const options = [...(fix ? ['--write'] : []), '--error-on-warnings', '--max-diagnostics=none'];
  const args = ['check', '--reporter=concise', ...options, '.'];
  const { ok, output } = await runTool(root, ['@biomejs/biome', 'biome'], args);
  const blind = sawTooFew('Biome', Number(/^Checked (\d+) files/m.exec(output)?.[1] ?? 0), files);
  const faults = [linesOf(output, /^[×!i] /), ...(blind === undefined ? [] : [blind])];
  return { ok: ok && blind === undefined, output: faults.join('\n') };
}

const compilerLine = /error TS\d|:typecheck: {2,}\S|^ {2,}\S.*'/;

async function types({ root }: StepOptions): Promise<Outcome> {
  const turbo = ['run', 'typecheck', '--continue', '--concurrency=2', '--output-logs=errors-only'];
  const packages = await runTool(root, ['turbo'], turbo);
  const own = await runTool(root, ['typescript', 'tsc'], ['-p', '.']);
  const failed = [packages, own].filter(({ ok }) => !ok);
  return {
    ok: failed.length === 0,
    output: failed.map(({ output }) => linesOf(output, compilerLine)).join('\n'),
  };
}

/** All that the repository holds itself to, as data; `npm test` runs the same. */
export const checkSteps: readonly CheckStep[] = [
  { name: 'types', about: 'every package and bin compile', needsDeclarations: true, run: types },
  {
    name: 'lint',
    about: 'oxlint with types: no any, no lost promise, no test switched off',
    needsDeclarations: true,
    run: ({ root, fix }) => checkLint(root, fix),
  },
  {
    name: 'arrows',
    about: 'imports go one way',
    needsDeclarations: true,
    run: ({ root }) => checkArrows(root),
  },
  {
    name: 'dead',
    about: 'no dead export, file or dependency',
    needsDeclarations: true,
    run: ({ root }) => runTool(root, ['knip'], ['--no-progress']),
  },
  { name: 'format', about: 'Biome: layout and import order', run: format },
  {
    name: 'generated',
    about: 'generated files say what the code says',
    run: ({ root, fix }) => checkGenerated(root, fix),
  },
  {
    name: 'files',
    about: 'sizes, no path of one machine, no registry host',
    run: ({ root }) => checkTrackedFiles(root),
  },
];

export interface CheckOptions {
  /** The steps to run; all when absent. */
  only?: readonly string[];
  /** Let the tools mend what they can. */
  fix?: boolean;
  root?: string;
  /** Called as each step ends. */
  onResult?: (result: CheckResult) => void;
}

async function timed(step: CheckStep, options: StepOptions): Promise<CheckResult> {
  const start = performance.now();
  const outcome = await step.run(options).catch((error: unknown) => ({ ok: false, output: String(error) }));
  return { name: step.name, ms: Math.round(performance.now() - start), ...outcome };
}

/** Runs the steps, two at a time, and never throws for a failed one. Results come in the order of `checkSteps`. */
export async function runChecks(options: CheckOptions = {}): Promise<CheckResult[]> {
  const { only, fix = false, root = repositoryRoot, onResult } = options;
  const unknown = only?.filter((name) => checkSteps.every((step) => step.name !== name)) ?? [];
  if (unknown.length > 0) throw new Error(`There is no check ${unknown.join(', ')}.`);
  const steps = checkSteps.filter((step) => only === undefined || only.includes(step.name));
  if (steps.some((step) => step.needsDeclarations)) {
    // Its type errors are the types step's to tell; the declarations are written either way.
    await runTool(root, ['turbo'], ['run', 'build', '--filter=@pmp/api', '--output-logs=none']);
  }
  const waiting = steps.entries();
  const results: CheckResult[] = [];
  const worker = async () => {
    for (const [index, step] of waiting) {
      // Fixes write files that the other tools read.
      const result = await timed(step, { root, fix });
      results[index] = result;
      onResult?.(result);
    }
  };
  await Promise.all(fix ? [worker()] : [worker(), worker()]);
  return results;
}
