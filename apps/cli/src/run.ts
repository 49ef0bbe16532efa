import { CommanderError } from 'commander';
import { describeFailure, exitCodes } from './failure.ts';
import type { Io } from './io.ts';
import { createProgram } from './program.ts';

/** Runs one command and answers its exit code; whatever fails is told in a sentence. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    await createProgram(io).parseAsync(args, { from: 'user' });
    return exitCodes.ok;
  } catch (error) {
    // Commander has said it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const { exitCode, text } = describeFailure(error);
    io.stderr.write(`${text}\n`);
    return exitCode;
  }
}
