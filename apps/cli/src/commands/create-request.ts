import type { RouterInputs } from '@pmp/client';
import { priorities } from '@pmp/contracts/category';
import { type Command, Option } from 'commander';
import { CliError, exitCodes } from '../failure.ts';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession, patience } from '../session.ts';
import { degrees } from './options.ts';
import { requestFields } from './views/request-view.ts';

type Input = RouterInputs['homeowner']['requests']['create'];
type Address = NonNullable<Input['address']>;

interface Options extends Partial<Address>, Pick<Input, 'title' | 'description' | 'category' | 'priority'> {
  readonly propertyId?: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly clientKey?: string;
}

export const addCreateRequest = (requests: Command, io: Io): void => {
  requests
    .command('create')
    .description('report what is broken, at an address or at one of your properties')
    .requiredOption('--title <text>', 'in a few words')
    .requiredOption('--description <text>', 'what is broken, since when, how badly')
    .requiredOption('--category <code>', 'see: pmp categories list')
    .addOption(new Option('--priority <priority>', 'how soon').choices(priorities))
    .option('--property-id <id>', 'one of your properties, instead of an address')
    .option('--line1 <text>', 'street and number')
    .option('--line2 <text>', 'floor, flat')
    .option('--city <text>')
    .option('--region <text>')
    .option('--postal-code <code>')
    .option('--country <code>', 'two capital letters')
    .option('--lat <degrees>', 'where exactly, with --lon', degrees(90))
    .option('--lon <degrees>', 'where exactly, with --lat', degrees(180))
    .option('--client-key <key>', 'makes it safe to run the command again: the same key, the same request')
    .action(async (options: Options, command: Command) => {
      const input = toInput(options);
      const { client, output } = await openSession(io, command.optsWithGlobals<GlobalOptions>());
      const request = await client.homeowner.requests.create.mutate(input, patience());
      output.record(request, requestFields(request));
      output.talk(`Submitted ${request.number}.`);
    });
};

function toInput({ title, description, category, priority, propertyId, lat, lon, ...rest }: Options): Input {
  const { clientKey, line1, line2, city, region, postalCode, country } = rest;
  if ((lat === undefined) !== (lon === undefined)) {
    throw new CliError('--lat and --lon go together.', exitCodes.usage);
  }
  const parts = [line1, line2, city, region, postalCode, country];
  if (propertyId !== undefined && parts.some((part) => part !== undefined)) {
    throw new CliError('Give either --property-id or an address, not both.', exitCodes.usage);
  }
  return {
    title,
    description,
    category,
    ...(priority && { priority }),
    ...(lat !== undefined && lon !== undefined && { location: { lat, lon } }),
    ...(clientKey !== undefined && { clientKey }),
    ...(propertyId === undefined
      ? { address: toAddress({ line1, line2, city, region, postalCode, country }) }
      : { propertyId }),
  };
}

type Parts = { [Part in keyof Address]?: Address[Part] | undefined };

function toAddress({ line1, line2, city, region, postalCode, country }: Parts): Address {
  if (line1 === undefined || city === undefined || postalCode === undefined) {
    throw new CliError('Say where: --line1, --city and --postal-code, or --property-id.', exitCodes.usage);
  }
  return {
    line1,
    city,
    postalCode,
    ...(line2 !== undefined && { line2 }),
    ...(region !== undefined && { region }),
    ...(country !== undefined && { country }),
  };
}
