import { findProgram } from '../process/find-program.ts';
import { runProgram } from '../process/run-program.ts';

const minute = 60_000;

/** Installs Debian's chromium where we are root and there is apt-get; gives its path. */
export async function installDebianChromium(options: {
  env: NodeJS.ProcessEnv;
  log: (line: string) => void;
}): Promise<string | undefined> {
  const aptGet = findProgram('apt-get', options.env);
  if (aptGet === undefined || process.getuid?.() !== 0) return undefined;
  options.log('Installing the system package chromium with apt-get');
  const env = { ...options.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram(aptGet, ['update', '-qq'], { env, timeoutMs: 5 * minute });
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  const { code, output } = await runProgram(aptGet, install, { env, timeoutMs: 10 * minute });
  if (code !== 0) options.log(`apt-get could not install chromium: ${output.trim().split('\n').at(-1)}`);
  return code === 0 ? findProgram('chromium', options.env) : undefined;
}
