import { Instant } from '@pmp/contracts/time';
import { type core, z } from 'zod';
import { isInstant, type JsonSchema, schemaAt } from './json-schema.ts';

/** One entry of FastAPI's 422 `detail`. */
export interface Issue {
  type: string;
  loc: (string | number)[];
  msg: string;
  input?: unknown;
  ctx?: Record<string, unknown>;
}

export const mostIssues = 10;

type Words = Pick<Issue, 'type' | 'msg' | 'ctx'>;
type Zod<Code extends core.$ZodIssue['code']> = Extract<core.$ZodIssue, { code: Code }>;

const oneOf = (values: readonly unknown[]) => {
  const quoted = values.map((value) => `'${String(value)}'`);
  const last = quoted.pop() ?? '';
  return quoted.length > 0 ? `${quoted.join(', ')} or ${last}` : last;
};

const plain = (type: string, msg: string) => (): Words => ({ type, msg });

/** By the type that was expected: what a value of another type is told. */
const types: Record<string, (input: unknown) => Words> = {
  string: plain('string_type', 'Input should be a valid string'),
  boolean: (input) =>
    typeof input === 'string'
      ? { type: 'bool_parsing', msg: 'Input should be a valid boolean, unable to interpret input' }
      : { type: 'bool_type', msg: 'Input should be a valid boolean' },
  array: plain('list_type', 'Input should be a valid list'),
  object: plain(
    'model_attributes_type',
    'Input should be a valid dictionary or object to extract fields from',
  ),
  number: (input) =>
    typeof input === 'string'
      ? {
          type: 'float_parsing',
          msg: 'Input should be a valid number, unable to parse string as a number',
        }
      : { type: 'float_type', msg: 'Input should be a valid number' },
  integer: (input) => {
    if (typeof input === 'string') {
      return {
        type: 'int_parsing',
        msg: 'Input should be a valid integer, unable to parse string as an integer',
      };
    }
    return typeof input === 'number'
      ? {
          type: 'int_from_float',
          msg: 'Input should be a valid integer, got a number with a fractional part',
        }
      : { type: 'int_type', msg: 'Input should be a valid integer' };
  },
};

const characters = (count: unknown) => `${String(count)} character${Number(count) === 1 ? '' : 's'}`;
const items = (count: unknown) => `${String(count)} item${Number(count) === 1 ? '' : 's'}`;
const lengthOf = (input: unknown) => (Array.isArray(input) ? input.length : 0);

const tooSmall = ({ origin, minimum, inclusive }: Zod<'too_small'>, input: unknown): Words => {
  const limit = Number(minimum);
  if (origin === 'string') {
    const msg = `String should have at least ${characters(limit)}`;
    return { type: 'string_too_short', msg, ctx: { min_length: limit } };
  }
  if (origin === 'array') {
    const actual = lengthOf(input);
    const msg = `List should have at least ${items(limit)} after validation, not ${actual}`;
    return { type: 'too_short', msg, ctx: { field_type: 'List', min_length: limit, actual_length: actual } };
  }
  return inclusive === false
    ? { type: 'greater_than', msg: `Input should be greater than ${limit}`, ctx: { gt: limit } }
    : {
        type: 'greater_than_equal',
        msg: `Input should be greater than or equal to ${limit}`,
        ctx: { ge: limit },
      };
};

const tooBig = ({ origin, maximum, inclusive }: Zod<'too_big'>, input: unknown): Words => {
  const limit = Number(maximum);
  if (origin === 'string') {
    const msg = `String should have at most ${characters(limit)}`;
    return { type: 'string_too_long', msg, ctx: { max_length: limit } };
  }
  if (origin === 'array') {
    const actual = lengthOf(input);
    const msg = `List should have at most ${items(limit)} after validation, not ${actual}`;
    return { type: 'too_long', msg, ctx: { field_type: 'List', max_length: limit, actual_length: actual } };
  }
  return inclusive === false
    ? { type: 'less_than', msg: `Input should be less than ${limit}`, ctx: { lt: limit } }
    : { type: 'less_than_equal', msg: `Input should be less than or equal to ${limit}`, ctx: { le: limit } };
};

const valueError = (message: string): Words => ({ type: 'value_error', msg: `Value error, ${message}` });

/** Of a time that is out of bounds: the bound as text. */
const dateBound = (issue: Zod<'too_small'> | Zod<'too_big'>): Words => {
  const limit = (bound: unknown) => new Date(Number(bound)).toISOString();
  if (issue.code === 'too_small') {
    const ge = limit(issue.minimum);
    return { type: 'greater_than_equal', msg: `Input should be greater than or equal to ${ge}`, ctx: { ge } };
  }
  const le = limit(issue.maximum);
  return { type: 'less_than_equal', msg: `Input should be less than or equal to ${le}`, ctx: { le } };
};

const dateWords = (issue: core.$ZodIssue, input: unknown): Words => {
  if (input === undefined) return missing;
  if (issue.code === 'too_small' || issue.code === 'too_big') return dateBound(issue);
  if (typeof input !== 'string') {
    return { type: 'datetime_type', msg: 'Input should be a valid datetime' };
  }
  // A good time, but not beside the others.
  if (z.safeParse(Instant, input).success) return valueError(issue.message);
  const error = issue.message;
  return { type: 'datetime_parsing', msg: `Input should be a valid datetime, ${error}`, ctx: { error } };
};

const missing: Words = { type: 'missing', msg: 'Field required' };

/** What Pydantic would have said about the same value. */
const wordsFor = (issue: core.$ZodIssue, input: unknown, schema: JsonSchema | undefined): Words => {
  if (schema && isInstant(schema)) return dateWords(issue, input);
  switch (issue.code) {
    case 'invalid_type': {
      if (input === undefined) return missing;
      // Of a string in an integer's place zod only says that it is no number.
      const expected = schema?.type === 'integer' ? 'integer' : issue.expected;
      return types[expected]?.(input) ?? valueError(issue.message);
    }
    case 'invalid_value':
      if (input === undefined) return missing;
      return {
        type: 'enum',
        msg: `Input should be ${oneOf(issue.values)}`,
        ctx: { expected: oneOf(issue.values) },
      };
    case 'too_small':
      return tooSmall(issue, input);
    case 'too_big':
      return tooBig(issue, input);
    case 'invalid_format': {
      if (issue.pattern === undefined) return valueError(issue.message);
      const pattern = issue.pattern.replace(/^\/(.*)\/\w*$/s, '$1');
      return {
        type: 'string_pattern_mismatch',
        msg: `String should match pattern '${pattern}'`,
        ctx: { pattern },
      };
    }
    case 'invalid_union': {
      if (!('options' in issue && Array.isArray(issue.options))) return valueError(issue.message);
      if (input === undefined) return missing;
      const expected = oneOf(issue.options);
      return { type: 'enum', msg: `Input should be ${expected}`, ctx: { expected } };
    }
    case 'unrecognized_keys':
      return { type: 'extra_forbidden', msg: 'Extra inputs are not permitted' };
    default:
      return valueError(issue.message);
  }
};

const at = (value: unknown, path: readonly PropertyKey[]): unknown => {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<PropertyKey, unknown>)[key];
  }
  return found;
};

const mostEchoed = 300;

/** A short value is echoed as Pydantic does; a long one would only make the refusal as large as the request. */
export const echo = (input: unknown): Pick<Issue, 'input'> => {
  if (input === undefined) return { input: null };
  return (JSON.stringify(input)?.length ?? 0) <= mostEchoed ? { input } : {};
};

/** Where a field of the input came from, as `loc` begins. */
export type Locate = (path: readonly (string | number)[]) => (string | number)[];

/** What was judged, by which schema, and where its fields came from. */
export interface Judged {
  input: unknown;
  schema: JsonSchema;
  locate: Locate;
}

/** zod's issues about an input in Pydantic's words: one a field, ten at most. */
export const toIssues = (
  { issues }: Pick<core.$ZodError, 'issues'>,
  { input, schema, locate }: Judged,
): Issue[] => {
  const found = new Map<string, Issue>();
  for (const issue of issues) {
    const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    const value = at(input, issue.path);
    const loc = locate(path);
    const key = JSON.stringify(loc);
    if (found.has(key)) continue;
    const words = wordsFor(issue, value, schemaAt(schema, issue.path));
    const { type, msg, ctx } = words;
    const shown = words === missing ? at(input, issue.path.slice(0, -1)) : value;
    found.set(key, { type, loc, msg, ...echo(shown), ...(ctx && { ctx }) });
    if (found.size === mostIssues) break;
  }
  return [...found.values()];
};

/** A use case's complaint about one field, by its path in the input. */
export const toValueIssue = (
  message: string,
  path: readonly (string | number)[],
  { input, locate }: Pick<Judged, 'input' | 'locate'>,
): Issue => {
  const { type, msg } = valueError(message);
  return { type, loc: locate(path), msg, ...echo(at(input, path)) };
};
