import { existsSync } from 'node:fs';
import { chromium as playwright } from 'playwright-core';
import { installDebianChromium } from './chromium/debian-package.ts';
import type { Chromium } from './chromium/found.ts';
import { unpackedChromium } from './chromium/npm-package.ts';
import { findProgram } from './process/find-program.ts';
import { runProgram } from './process/run-program.ts';
import { UserError } from './user-error.ts';

interface SearchOptions {
  env: NodeJS.ProcessEnv;
  log: (line: string) => void;
}

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const macApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Finds a Chromium that runs here: PMP_CHROMIUM, an installed one, playwright's own, the one that npm brought
 * (Linux x64), Debian's package where we may install it.
 */
export async function findChromium({ env, log }: SearchOptions): Promise<Chromium> {
  const given = env['PMP_CHROMIUM'];
  if (given) {
    if (await runs(given, env)) return { executablePath: given, env: {}, from: 'PMP_CHROMIUM' };
    throw new UserError(`PMP_CHROMIUM=${given} does not run: give the path of a Chromium, or unset it.`);
  }
  const installed = programs.map((name) => findProgram(name, env)).filter((path) => path !== undefined);
  for (const executablePath of [...installed, ...macApps.filter((path) => existsSync(path))]) {
    if (await runs(executablePath, env)) return { executablePath, env: {}, from: 'this system' };
  }
  const cached = playwright.executablePath();
  if (existsSync(cached) && (await runs(cached, env))) {
    return { executablePath: cached, env: {}, from: "playwright's cache" };
  }
  const unpacked = await unpackedChromium({ env, log });
  if (unpacked && (await runs(unpacked.executablePath, { ...env, ...unpacked.env }))) return unpacked;
  const debian = await installDebianChromium({ env, log });
  if (debian !== undefined) return { executablePath: debian, env: {}, from: "Debian's package" };
  throw new UserError(
    'No Chromium was found: install Chromium or Google Chrome, or set PMP_CHROMIUM to the path of one.',
  );
}

/** A file is not enough: some systems ship a stub that only advertises another package. */
async function runs(executablePath: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  // On Windows `--version` opens a window and prints nothing.
  if (process.platform === 'win32') return existsSync(executablePath);
  const { code } = await runProgram(executablePath, ['--version'], { env, timeoutMs: 20_000 });
  return code === 0;
}
