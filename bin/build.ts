import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/**
 * Builds what is not run from source: the api's declarations and the web. Turbo skips what did not change. Its
 * words are shown only when it fails.
 */
export function build(filters: readonly string[] = []): Promise<boolean> {
  const args = ['run', 'build', '--output-logs=errors-only', ...filters.map((name) => `--filter=${name}`)];
  return new Promise((resolve) => {
    const child = spawn('turbo', args, {
      cwd: root,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', (error) => {
      console.error(
        `turbo could not be started (${error.message}): run this with "npm run", which puts it on PATH.`,
      );
      resolve(false);
    });
    child.once('close', (code) => {
      if (code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });
}
