import { InvalidArgumentError } from 'commander';

/** How one field of a procedure's input is given in the terminal. */
export interface Field<Value, Needed extends boolean = boolean> {
  /** `<id>` is an argument; `--reason <text>` and `--publish` are options. */
  readonly flags: string;
  readonly help: string;
  /** Whether the command is refused without it. */
  readonly needed: Needed;
  readonly choices?: readonly string[];
  readonly fallback?: Value;
  /** What the text means; `before` is what this field's option has meant so far, where it may be repeated. */
  readonly parse?: (text: string, before: unknown) => Value;
}

type Optional<Value> = Field<Value, false>;

/** The same field in a command that cannot do without it. */
export const needed = <Value>(field: Field<Value>): Field<Value, true> => ({ ...field, needed: true });

/** The same field with what it is when nothing is said. */
export const usually = <Value>(field: Field<Value>, fallback: Value): Field<Value, true> => ({
  ...field,
  needed: true,
  fallback,
});

export const text = (flags: string, help: string): Optional<string> => ({ flags, help, needed: false });

export const flag = (flags: string, help: string): Optional<boolean> => ({ flags, help, needed: false });

export const oneOf = <const Value extends string>(
  flags: string,
  help: string,
  choices: readonly Value[],
): Optional<Value> => ({ flags, help, needed: false, choices });

/** May be given several times. */
export const many = <Value>({ parse, ...field }: Field<Value>): Optional<Value[]> => ({
  flags: field.flags,
  help: `${field.help}; may be repeated`,
  needed: false,
  // Without a parser of its own a value is the text itself.
  parse: (given, before) => [
    ...(Array.isArray(before) ? (before as Value[]) : []),
    parse ? parse(given, undefined) : (given as Value),
  ],
});

/** A whole number of `what`, at least `least`. */
export const whole = (flags: string, help: string, { least = 0, what = '' } = {}): Optional<number> => ({
  flags,
  help,
  needed: false,
  parse: (given) => {
    const number = Number(given);
    if (!/^\d+$/.test(given) || !Number.isSafeInteger(number) || number < least) {
      throw new InvalidArgumentError(`Give a whole number${what && ` of ${what}`} from ${least}.`);
    }
    return number;
  },
});

/** A text and what it stands for by `read`, which answers undefined for what is none; `before` as in `parse`. */
export const parsed = <Value>(
  flags: string,
  help: string,
  { read, wanted }: { read(given: string, before: unknown): Value | undefined; wanted: string },
): Optional<Value> => ({
  flags,
  help,
  needed: false,
  parse: (given, before) => {
    const value = read(given, before);
    if (value === undefined) throw new InvalidArgumentError(wanted);
    return value;
  },
});
