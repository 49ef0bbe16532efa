import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a running platform was found. */
export interface RunningIssuer {
  readonly issuerUrl: string;
  /** The platform's own address; unknown when only the issuer's port was tried. */
  readonly url?: string;
}

/** Looks in the lock that `npm start` holds, then at the port; what does not answer is not running. */
export async function runningIssuer(dataDir: string, port: number): Promise<RunningIssuer | undefined> {
  const locked = await readLock(join(dataDir, 'lock'));
  for (const found of [locked, { issuerUrl: `http://127.0.0.1:${port}/` }]) {
    if (found && (await answers(found.issuerUrl))) return found;
  }
  return undefined;
}

async function readLock(file: string): Promise<RunningIssuer | undefined> {
  try {
    const lock: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof lock !== 'object' || lock === null || !('issuerUrl' in lock)) return undefined;
    const { issuerUrl } = lock;
    if (typeof issuerUrl !== 'string') return undefined;
    return { issuerUrl, ...('url' in lock && typeof lock.url === 'string' && { url: lock.url }) };
  } catch {
    // No lock, or one that is being written: the port decides.
    return undefined;
  }
}

async function answers(issuerUrl: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('.well-known/openid-configuration', issuerUrl), {
      signal: AbortSignal.timeout(2000),
    });
    const found: unknown = await response.json();
    return typeof found === 'object' && found !== null && 'issuer' in found && found.issuer === issuerUrl;
  } catch {
    return false;
  }
}
