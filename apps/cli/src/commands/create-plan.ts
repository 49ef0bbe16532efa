import type { RouterInputs } from '@pmp/client';
import { priorities } from '@pmp/contracts/category';
import { type Command, Option } from 'commander';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession, patience } from '../session.ts';
import { days } from './options.ts';
import { nextDue, planFields } from './plan-view.ts';

type Input = RouterInputs['homeowner']['plans']['create'];

export const addCreatePlan = (plans: Command, io: Io): void => {
  plans
    .command('create')
    .description('plan maintenance that comes round; each time it becomes a request by itself')
    .requiredOption('--property-id <id>', 'one of your properties')
    .requiredOption('--title <text>', 'in a few words')
    .requiredOption('--description <text>', 'what is to be done')
    .requiredOption('--category <code>', 'see: pmp categories list')
    .requiredOption('--rrule <rule>', 'when, as in calendars: FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1')
    .requiredOption('--zone <zone>', 'whose clock shows 09:00 when it is due: Europe/Berlin')
    .requiredOption('--starts-on <date>', 'the day that the rule counts from: 2026-01-01')
    .option('--lead-days <n>', 'how many days before it is due the request is made', days, 0)
    .addOption(new Option('--priority <priority>', 'how soon').choices(priorities))
    .option('--client-key <key>', 'makes it safe to run the command again: the same key, the same plan')
    .action(async (options: Input, command: Command) => {
      const { client, output } = await openSession(io, command.optsWithGlobals<GlobalOptions>());
      const plan = await client.homeowner.plans.create.mutate(toInput(options), patience());
      output.record(plan, planFields(plan));
      output.talk(`Planned: next due ${nextDue(plan)}.`);
    });
};

/** Without what commander adds to the options of every command. */
const toInput = ({ propertyId, title, description, category, rrule, zone, ...rest }: Input): Input => ({
  propertyId,
  title,
  description,
  category,
  rrule,
  zone,
  startsOn: rest.startsOn,
  leadDays: rest.leadDays,
  ...(rest.priority && { priority: rest.priority }),
  ...(rest.clientKey !== undefined && { clientKey: rest.clientKey }),
});
