import * as z from 'zod/mini';
import { appRouter } from '../../src/router.ts';
import { inputsOf } from '../schema-lint/lint-input.ts';

type Json = { [key: string]: unknown };

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The paths of all fields below a JSON schema, objects included; the schema itself is the empty path. */
const pathsIn = (
  schema: Json,
  path: readonly string[] = [],
): { path: readonly string[]; isObject: boolean; mayBeEmpty: boolean }[] => {
  const properties = isJson(schema['properties']) ? schema['properties'] : undefined;
  const below = Object.entries(properties ?? {}).flatMap(([name, child]) =>
    isJson(child) ? pathsIn(child, [...path, name]) : [],
  );
  const mayBeEmpty = schema['type'] === 'array' && schema['minItems'] === undefined;
  return [{ path, isObject: properties !== undefined, mayBeEmpty }, ...below];
};

/** Every field that a caller can send to anything. */
export const inputFields = () =>
  inputsOf(appRouter).flatMap(({ path: procedure, inputs }) =>
    inputs.flatMap((input) =>
      pathsIn(z.toJSONSchema(input as z.core.$ZodType, { io: 'input', unrepresentable: 'any' })).map(
        (field) => ({
          procedure,
          ...field,
        }),
      ),
    ),
  );

/** `input` with `value` at `path`; what is missing on the way there is made. */
export const withValueAt = (input: unknown, path: readonly string[], value: unknown): unknown => {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const holder = isJson(input) ? input : {};
  return { ...holder, [name]: withValueAt(holder[name], rest, value) };
};

/** The value at `path`, if it is an object. */
export const objectAt = (input: unknown, path: readonly string[]): Json => {
  const found = path.reduce<unknown>((at, name) => (isJson(at) ? at[name] : undefined), input);
  return isJson(found) ? found : {};
};
