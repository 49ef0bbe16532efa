import { roles } from '@pmp/contracts/role';
import { Command, Option } from 'commander';
import { addGroup } from './commands/add-group.ts';
import { addCall } from './commands/call.ts';
import { addCreateRequest } from './commands/create-request.ts';
import { groups } from './commands/groups.ts';
import { addStatus } from './commands/status.ts';
import type { Io } from './io.ts';

const more = `
Who calls: --token or PMP_TOKEN; without one, on a local stack, its first homeowner (of jobs its first contractor, of
official its first official).
Data goes to stdout, talk to stderr. NO_COLOR is honoured.

Ends with 0 when done, 1 when it failed, 2 for a mistake in the command or its data, 3 when not signed in or not
allowed, 4 when it does not exist, 5 when it clashes with the present state, 6 when the platform is away or busy.

From a checkout: npm run -s pmp -- requests list`;

/** All commands, with their help. */
export const createProgram = (io: Io): Command => {
  const program = new Command('pmp')
    .description('The Property Maintenance Platform from a terminal.')
    // Inherited by the commands that follow.
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
    })
    .option('--url <address>', 'the platform (PMP_URL; else the stack that runs here)')
    .option('--token <token>', 'an access token (PMP_TOKEN)')
    .addOption(new Option('--as <role>', 'a person of the local stack').choices(roles))
    .option('--other', 'the second person of that role')
    .option('--json', 'data as JSON')
    .addHelpText('after', more);

  for (const group of groups) {
    const made = addGroup(program, io, group);
    if (group.name === 'requests') addCreateRequest(made, io);
  }
  addCall(program, io);
  addStatus(program, io);
  return program;
};
