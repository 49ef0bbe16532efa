import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CliEnv } from './env.ts';
import { CliError, exitCodes } from './failure.ts';

const usualUrl = 'http://127.0.0.1:8000';

/** Which platform to speak to: the flag, PMP_URL, the stack that runs on this machine, or where one usually would. */
export async function platformUrl(env: CliEnv, flag: string | undefined): Promise<string> {
  const given = flag ?? env.url;
  if (given === undefined) return (await runningUrl(env.dataDir)) ?? usualUrl;
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    throw new CliError(`"${given}" is not an http or https address (--url, PMP_URL).`, exitCodes.usage);
  }
  return given;
}

/** What `npm start` wrote into its lock. */
async function runningUrl(dataDir: string): Promise<string | undefined> {
  try {
    const lock: unknown = JSON.parse(await readFile(join(dataDir, 'lock'), 'utf8'));
    if (typeof lock !== 'object' || lock === null || !('url' in lock)) return undefined;
    return typeof lock.url === 'string' && URL.canParse(lock.url) ? lock.url : undefined;
  } catch {
    // No lock, or one that is being written: then the usual address.
    return undefined;
  }
}
