import type { Command } from 'commander';
import { collect } from '../collect.ts';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession, patience } from '../session.ts';
import { addListOptions, type ListOptions, sayMore, wantedOf } from './options.ts';
import { planColumns } from './plan-view.ts';

export const addListPlans = (plans: Command, io: Io): void => {
  addListOptions(plans.command('list'))
    .description('your recurring plans, newest first')
    .action(async (options: ListOptions, command: Command) => {
      const { client, output } = await openSession(io, command.optsWithGlobals<GlobalOptions>());
      const { items, more } = await collect(wantedOf(options), (page) =>
        client.homeowner.plans.list.query(page, patience()),
      );
      output.list(items, planColumns);
      if (more) output.talk(sayMore);
    });
};
