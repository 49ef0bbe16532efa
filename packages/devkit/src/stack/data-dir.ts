import { mkdirSync, mkdtempSync, rmdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../user-error.ts';

const advice = 'set PMP_DATA_DIR to a folder that you may write to';

/** Makes the data folder and proves that it takes files; throws one sentence otherwise. */
export function prepareDataDir(dataDir: string): void {
  const folder = resolve(dataDir);
  makeFolder(folder);
  attempt(`${folder} cannot be written to`, () => rmdirSync(mkdtempSync(join(folder, '.try-'))));
}

/**
 * One level after the other. Node's own `recursive` takes "no such file" for a missing parent and tries for ever
 * where a file system says that of every new name, as /proc does.
 */
function makeFolder(folder: string): void {
  const found = attempt(`${folder} cannot be reached`, () => lookAt(folder));
  if (found?.isDirectory()) return;
  if (found) throw new UserError(`${folder} is a file, not a folder: ${advice}.`);
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  attempt(`${folder} cannot be made`, () => {
    try {
      mkdirSync(folder);
    } catch (error) {
      // Another start may have been faster.
      if (!lookAt(folder)?.isDirectory()) throw error;
    }
  });
}

/** Undefined also below a file: the way up finds that file and names it. */
function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}

function attempt<T>(fault: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UserError(`${fault}${code}: ${advice}.`, { cause: error });
  }
}
