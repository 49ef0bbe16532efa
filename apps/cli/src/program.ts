import { roles } from '@pmp/contracts/role';
import { Command, Option } from 'commander';
import { addCall } from './commands/call.ts';
import { addCancelRequest } from './commands/cancel-request.ts';
import { addCreatePlan } from './commands/create-plan.ts';
import { addCreateRequest } from './commands/create-request.ts';
import { addEndPlan } from './commands/end-plan.ts';
import { addGetRequest } from './commands/get-request.ts';
import { addListCategories } from './commands/list-categories.ts';
import { addListPlans } from './commands/list-plans.ts';
import { addListProperties } from './commands/list-properties.ts';
import { addListRequests } from './commands/list-requests.ts';
import { addStatus } from './commands/status.ts';
import type { Io } from './io.ts';

const more = `
Who calls: --token or PMP_TOKEN; without one, on a local stack, its first homeowner.
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

  const requests = program.command('requests').description('what was reported as broken');
  addListRequests(requests, io);
  addGetRequest(requests, io);
  addCreateRequest(requests, io);
  addCancelRequest(requests, io);
  const plans = program.command('plans').description('maintenance that comes round');
  addListPlans(plans, io);
  addCreatePlan(plans, io);
  addEndPlan(plans, io);
  addListProperties(program.command('properties').description('the homes that you look after'), io);
  addListCategories(program.command('categories').description('the kinds of work'), io);
  addCall(program, io);
  addStatus(program, io);
  return program;
};
