import { EnvError } from '../../apps/server/src/env.ts';
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
    console.error(plain ? error.message : error);
    code = 1;
  }
  process.exit(code);
}
