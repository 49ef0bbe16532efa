import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Builds what is not run from source: the api's declarations and the web. Turbo skips what did not change. */
export function build(output: 'full' | 'new-only' | 'errors-only'): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('turbo', ['run', 'build', `--output-logs=${output}`, '--log-prefix=none'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.once('error', (error) => {
      console.error(`turbo could not be started: ${error.message}`);
      resolve(false);
    });
    child.once('exit', (code) => resolve(code === 0));
  });
}
