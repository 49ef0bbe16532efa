import { type Reporter, startVitest, type TestModule } from 'vitest/node';

/** What `npm test` adds up. */
export interface Count {
  passed: number;
  failed: number;
}

/** Counts test cases; a file that cannot be loaded and an error outside any test are failures of their own. */
export function countTests(modules: readonly Countable[], errorsOutside: number): Count {
  let passed = 0;
  let failed = errorsOutside;
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      // Nothing is switched off here, so a test that did not run is one that a broken hook kept from running.
      else failedHere += 1;
    }
    if (failedHere === 0 && !module.ok()) failedHere = 1;
    failed += failedHere;
  }
  return { passed, failed };
}

/** The part of vitest's TestModule that is counted. */
export interface Countable {
  ok(): boolean;
  children: { allTests(): Iterable<{ result(): { state: string } }> };
}

/** Runs vitest in this process and counts for itself. */
export async function runVitest(options: {
  root: string;
  projects?: readonly string[];
  filters?: readonly string[];
}): Promise<Count> {
  let count: Count | undefined;
  const counter: Reporter = {
    onTestRunEnd(modules: readonly TestModule[], errors) {
      count = countTests(modules, errors.length);
    },
  };
  const vitest = await startVitest('test', [...(options.filters ?? [])], {
    root: options.root,
    watch: false,
    reporters: ['default', counter],
    // Whether nothing ran is judged by our own count.
    passWithNoTests: true,
    ...(options.projects === undefined ? {} : { project: [...options.projects] }),
  });
  await vitest.close();
  // It reports through the exit code too; ours is decided by the count alone.
  process.exitCode = 0;
  return count ?? { passed: 0, failed: 0 };
}
