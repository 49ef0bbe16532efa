import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession, patience } from '../session.ts';
import { requestFields } from './request-view.ts';

export const addGetRequest = (requests: Command, io: Io): void => {
  requests
    .command('get')
    .description('one request')
    .argument('<id>', 'its id, 24 hexadecimal characters')
    .action(async (id: string, _options: object, command: Command) => {
      const { client, output } = await openSession(io, command.optsWithGlobals<GlobalOptions>());
      const request = await client.homeowner.requests.get.query({ id }, patience());
      output.record(request, requestFields(request));
    });
};
