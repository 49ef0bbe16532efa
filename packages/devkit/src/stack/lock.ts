import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../process/guarded.ts';
import { processBegan } from '../process/process-identity.ts';
import { UserError } from '../user-error.ts';
import { prepareDataDir } from './data-dir.ts';

/** What `.data/lock` says about the stack that runs there. */
export type LockHolder = { pid: number; began: string; url: string; issuerUrl: string };

export type Lock = { release(): void };

/** Someone else runs on this data folder. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
  readonly holder: LockHolder;

  constructor(holder: LockHolder) {
    super(
      `Already running at ${holder.url} (process ${holder.pid}): open it, or stop it with Ctrl-C where it runs.`,
    );
    this.holder = holder;
  }
}

/** Claims a data folder for this process, or throws AlreadyRunning. A dead process's claim is taken over. */
export async function takeLock(
  dataDir: string,
  addresses: Pick<LockHolder, 'url' | 'issuerUrl'>,
): Promise<Lock> {
  prepareDataDir(dataDir);
  const file = join(dataDir, 'lock');
  const mine = JSON.stringify({ pid: process.pid, began: processBegan(process.pid), ...addresses });
  for (let tries = 0; tries < 20; tries += 1) {
    if (tryCreate(file, mine)) {
      const release = () => {
        if (readText(file) === mine) rmSync(file, { force: true });
      };
      return { release };
    }
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
      throw new UserError(`${file} is a folder where a file belongs: delete it and start again.`);
    const holder = readHolder(file);
    if (holder && isRunning(holder)) throw new AlreadyRunning(holder);
    // A claim that is being written this instant looks empty: only one that stays unreadable is a leftover.
    if (holder || tries >= 3) removeIfSame(file, holder);
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 50));
  }
  throw new UserError(`The lock ${file} could not be taken: delete it if nothing runs there.`);
}

/** Who runs on this data folder, if anybody does. */
export function readLock(dataDir: string): LockHolder | undefined {
  const holder = readHolder(join(dataDir, 'lock'));
  return holder && isRunning(holder) ? holder : undefined;
}

function isRunning({ pid, began }: LockHolder): boolean {
  return pid !== process.pid
    ? isAlive(pid) && processBegan(pid) === began
    : processBegan(pid) === began && began !== '';
}

function tryCreate(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Two that find the same leftover must not remove each other's new claim. */
function removeIfSame(file: string, seen: LockHolder | undefined): void {
  if (JSON.stringify(readHolder(file)) === JSON.stringify(seen)) rmSync(file, { force: true });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function readHolder(file: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(readText(file));
    if (typeof value !== 'object' || value === null) return undefined;
    const { pid, began, url, issuerUrl } = value as Partial<Record<keyof LockHolder, unknown>>;
    if (typeof pid !== 'number' || typeof began !== 'string') return undefined;
    if (typeof url !== 'string' || typeof issuerUrl !== 'string') return undefined;
    return { pid, began, url, issuerUrl };
  } catch {
    return undefined;
  }
}
