import type { RouterOutputs } from '@pmp/client';
import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession, patience } from '../session.ts';
import type { Column } from '../table.ts';

const columns: readonly Column<RouterOutputs['public']['categories']['list'][number]>[] = [
  { title: 'code', value: ({ code }) => code },
  { title: 'name', value: ({ name }) => name, shrinks: true },
  { title: 'group', value: ({ group }) => group, shrinks: true },
  { title: 'priority', value: ({ defaultPriority }) => defaultPriority },
  { title: 'description', value: ({ description }) => description, shrinks: true },
];

export const addListCategories = (categories: Command, io: Io): void => {
  categories
    .command('list')
    .description('the kinds of work that can be reported')
    .action(async (_options: object, command: Command) => {
      const { client, output } = await openSession(io, command.optsWithGlobals<GlobalOptions>(), {
        open: true,
      });
      output.list(await client.public.categories.list.query(undefined, patience()), columns);
    });
};
