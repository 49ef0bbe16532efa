import { type RequestStatus, requestStatuses } from '@pmp/contracts/lifecycle';
import { type Command, Option } from 'commander';
import { collect } from '../collect.ts';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession, patience } from '../session.ts';
import { addListOptions, type ListOptions, sayMore, wantedOf } from './options.ts';
import { requestColumns } from './request-view.ts';

type Options = ListOptions & { readonly status?: RequestStatus };

export const addListRequests = (requests: Command, io: Io): void => {
  addListOptions(requests.command('list'))
    .description('your requests, newest first')
    .addOption(new Option('--status <status>', 'those in one state').choices(requestStatuses))
    .action(async (options: Options, command: Command) => {
      const { client, output } = await openSession(io, command.optsWithGlobals<GlobalOptions>());
      const { status } = options;
      const { items, more } = await collect(wantedOf(options), (page) =>
        client.homeowner.requests.list.query({ ...page, ...(status && { status }) }, patience()),
      );
      output.list(items, requestColumns);
      if (more) output.talk(sayMore);
    });
};
