import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UserError } from '../../packages/devkit/src/user-error.ts';

/** Node's parseArgs; what it cannot take is one sentence that names the command whose --help knows. */
export function parseOptions<T extends ParseArgsConfig>(
  command: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
      throw error;
    // Its first sentence says what is wrong; the rest is about "--", which none of the commands needs.
    const [fault = ''] = error.message.split(/\. |\n/);
    throw new UserError(`${fault.replace(/\.$/, '')}: "${command} --help" lists what there is.`, {
      cause: error,
    });
  }
}
