import type { Role } from '@pmp/contracts/role';
import { Argument, Command, Option } from 'commander';
import type { Io } from '../io.ts';
import { type GlobalOptions, openSession } from '../session.ts';
import type { Field } from './field.ts';
import { addListOptions, type ListOptions } from './options.ts';
import type { CommandRow, Input } from './row.ts';

/** Commands about one thing. `role` is who calls on a local stack unless `--as` says otherwise; without one, everybody may. */
export interface Group {
  readonly name: string;
  readonly description: string;
  readonly role: Role | undefined;
  readonly rows: readonly CommandRow[];
}

/** Makes the group's commands, below those that it may already have. */
export const addGroup = (program: Command, io: Io, { name, description, role, rows }: Group): Command => {
  const group = program.command(name).description(description);
  for (const row of rows) addRow(group, row, { io, role });
  return group;
};

const addRow = (group: Command, row: CommandRow, { io, role }: { io: Io; role: Role | undefined }) => {
  const command = group.command(row.name).description(row.description);
  if (row.isList) addListOptions(command);
  const readTogether = row.together && addField(command, row.together);
  const readers = Object.entries(row.fields).map(([name, field]) => ({
    name,
    read: addField(command, field),
  }));
  if (row.examples.length > 0) {
    const lines = row.examples.map((example) => `  pmp ${group.name()} ${row.name} ${example}`.trimEnd());
    command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
  }
  command.action(async () => {
    const given = readers.map(({ name, read }) => [name, read()] as const);
    const input: Input = {
      ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
      ...(readTogether?.() as Input | undefined),
    };
    const options = command.optsWithGlobals<GlobalOptions>();
    const session = await openSession(io, options, role ? { role } : { open: true });
    await row.run(session, input, command.opts<ListOptions>());
  });
};

/** Adds the field to the command; answers how to read what was given for it. */
const addField = (command: Command, field: Field<unknown>): (() => unknown) => {
  const { flags, help, choices, parse, fallback } = field;
  if (flags.startsWith('<')) {
    const at = command.registeredArguments.length;
    const argument = new Argument(flags, help);
    if (choices) argument.choices(choices);
    if (parse) argument.argParser<unknown>((text) => parse(text, undefined));
    command.addArgument(argument);
    return (): unknown => command.processedArgs[at];
  }
  const option = new Option(flags, help);
  if (choices) option.choices(choices);
  if (parse) option.argParser<unknown>((text, before) => parse(text, before));
  if (fallback !== undefined) option.default(fallback);
  else option.makeOptionMandatory(field.needed);
  command.addOption(option);
  return (): unknown => command.getOptionValue(option.attributeName());
};
