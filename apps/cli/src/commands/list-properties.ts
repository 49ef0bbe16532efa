import type { RouterOutputs } from '@pmp/client';
import type { Command } from 'commander';
import { collect } from '../collect.ts';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession, patience } from '../session.ts';
import type { Column } from '../table.ts';
import { addListOptions, type ListOptions, sayMore, wantedOf } from './options.ts';
import { oneLine } from './words.ts';

const columns: readonly Column<RouterOutputs['homeowner']['properties']['list']['items'][number]>[] = [
  { title: 'id', value: ({ id }) => id },
  { title: 'label', value: ({ label }) => label, shrinks: true },
  { title: 'kind', value: ({ kind }) => kind },
  { title: 'address', value: ({ address }) => oneLine(address), shrinks: true },
];

export const addListProperties = (properties: Command, io: Io): void => {
  addListOptions(properties.command('list'))
    .description('your properties')
    .action(async (options: ListOptions, command: Command) => {
      const { client, output } = await openSession(io, command.optsWithGlobals<GlobalOptions>());
      const { items, more } = await collect(wantedOf(options), (page) =>
        client.homeowner.properties.list.query(page, patience()),
      );
      output.list(items, columns);
      if (more) output.talk(sayMore);
    });
};
