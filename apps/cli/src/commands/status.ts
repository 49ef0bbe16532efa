import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession, patience } from '../session.ts';
import { moment } from './words.ts';

export const addStatus = (program: Command, io: Io): void => {
  program
    .command('status')
    .description('whether the platform is up, and which release')
    .action(async (_options: object, command: Command) => {
      const session = await openSession(io, command.optsWithGlobals<GlobalOptions>(), { open: true });
      const { url, client, output } = session;
      const found = await client.public.status.query(undefined, patience());
      output.record({ url, ...found }, [
        ['url', url],
        ['status', found.status],
        ['version', found.version],
        ['time', moment(found.time)],
      ]);
    });
};
