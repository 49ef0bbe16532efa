import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession, patience } from '../session.ts';
import { requestFields } from './request-view.ts';

export const addCancelRequest = (requests: Command, io: Io): void => {
  requests
    .command('cancel')
    .description('withdraw a request')
    .argument('<id>', 'its id, 24 hexadecimal characters')
    .option('--reason <text>', 'why; required once a contractor has been chosen')
    .action(async (id: string, { reason }: { reason?: string }, command: Command) => {
      const { client, output } = await openSession(io, command.optsWithGlobals<GlobalOptions>());
      const input = { id, ...(reason !== undefined && { reason }) };
      const request = await client.homeowner.requests.cancel.mutate(input, patience());
      output.record(request, requestFields(request));
      output.talk(`Cancelled ${request.number}.`);
    });
};
