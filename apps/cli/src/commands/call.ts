import { callProcedure, type PmpClient, type ProcedureCall } from '@pmp/client';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../failure.ts';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession, patience } from '../session.ts';

export const addCall = (program: Command, io: Io): void => {
  const command = program.command('call');
  command
    .description('any procedure by its name; the answer is JSON')
    .argument('<procedure>', 'with dots: homeowner.requests.list')
    .argument('[json]', 'its input; "-" reads it from standard input')
    .addHelpText(
      'after',
      `
Examples:
  pmp call public.status
  pmp call homeowner.requests.list '{"limit":5}'
  pmp call homeowner.properties.create - < property.json`,
    )
    .action(async (path: string, json?: string) => {
      if (!/^\w+(\.\w+)*$/.test(path)) {
        throw new CliError(
          `"${path}" is not the name of a procedure: homeowner.requests.list is one.`,
          exitCodes.usage,
        );
      }
      const input = json === undefined ? undefined : parse(json === '-' ? await readAll(io.stdin) : json);
      const open = path.startsWith('public.');
      const { client, output } = await openSession(io, command.optsWithGlobals<GlobalOptions>(), { open });
      output.json(await callEitherWay(client, { path, input }));
    });
};

function parse(text: string): unknown {
  try {
    const input: unknown = JSON.parse(text);
    return input;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    throw new CliError(`The input is not JSON: ${why}`, exitCodes.usage, { cause });
  }
}

async function readAll(stdin: Io['stdin']): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stdin)
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

// Only a guess at which to try first: the server knows, and refuses the wrong one before anything is done.
const reads = /(^|\.)(get|list|status|timeline|board|invitations|calendar)\w*$/;

async function callEitherWay(
  client: PmpClient,
  { path, input }: Pick<ProcedureCall, 'path' | 'input'>,
): Promise<unknown> {
  const call = (type: ProcedureCall['type']) => callProcedure(client, { type, path, input, ...patience() });
  const [first, second] = reads.test(path)
    ? (['query', 'mutation'] as const)
    : (['mutation', 'query'] as const);
  try {
    return await call(first);
  } catch (error) {
    if (!isWrongWay(error)) throw error;
    return await call(second);
  }
}

/** tRPC's answer to a query that came as a mutation, and the other way round. */
const isWrongWay = (error: unknown): boolean => {
  if (!(error instanceof Error) || !('data' in error)) return false;
  const { data } = error;
  return typeof data === 'object' && data !== null && 'code' in data && data.code === 'METHOD_NOT_SUPPORTED';
};
