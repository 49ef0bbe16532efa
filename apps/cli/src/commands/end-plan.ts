import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession, patience } from '../session.ts';
import { planFields } from './plan-view.ts';

export const addEndPlan = (plans: Command, io: Io): void => {
  plans
    .command('end')
    .description('end a plan for good; what it has made stays')
    .argument('<id>', 'its id, 24 hexadecimal characters')
    .action(async (id: string, _options: object, command: Command) => {
      const { client, output } = await openSession(io, command.optsWithGlobals<GlobalOptions>());
      const plan = await client.homeowner.plans.end.mutate({ id }, patience());
      output.record(plan, planFields(plan));
      output.talk(`Ended “${plan.title}”.`);
    });
};
