import { EnvError } from '../../apps/server/src/env-error.ts';
import { AlreadyRunning } from '../../packages/devkit/src/stack/lock.ts';
import { UserError } from '../../packages/devkit/src/user-error.ts';

/** Runs a command to its exit code; what the person can mend is said in one sentence, without a stack. */
export async function runCommand(main: () => Promise<number>): Promise<never> {
  let code: number;
  try {
    code = await main();
  } catch (error) {
    if (error instanceof AlreadyRunning) {
      console.log(error.message);
      process.exit(0);
    }
    const plain = error instanceof UserError || error instanceof EnvError;
    console.error(plain ? error.message : (fileFault(error) ?? error));
    code = 1;
  }
  process.exit(code);
}

/** A file or folder in the way, such as one of the data folder that belongs to someone else. */
function fileFault(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return undefined;
  const { code, path } = error;
  const wrongs: Record<string, string> = {
    EACCES: 'may not be used by you',
    EPERM: 'may not be used by you',
    EROFS: 'is on a disk that takes no changes',
    ENOSPC: 'has no room left on its disk',
    ENOTDIR: 'has a file where a folder belongs',
    EEXIST: 'is a file where a folder belongs',
    EISDIR: 'is a folder where a file belongs',
  };
  const wrong = wrongs[String(code)];
  return (
    wrong && `${String(path)} ${wrong} (${String(code)}): mend it, or set PMP_DATA_DIR to another folder.`
  );
}
