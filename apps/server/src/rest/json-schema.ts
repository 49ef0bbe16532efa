import { type core, z } from 'zod';

export type JsonSchema = core.JSONSchema.BaseSchema;

const isDate = ({ _zod }: core.$ZodType) => _zod.def.type === 'date';
/** True for a choice between a Date and its text: `Instant`. In JSON only the text is left. */
const takesDate = ({ _zod: { def } }: core.$ZodType) =>
  def.type === 'union' && (def as core.$ZodUnionDef).options.some((option) => isDate(option));

const made = {
  input: new WeakMap<core.$ZodType, JsonSchema>(),
  output: new WeakMap<core.$ZodType, JsonSchema>(),
};

/** A schema as JSON Schema 2020-12, in which a Date is the text that it becomes on the wire. Made once: many operations share a schema. */
export const jsonSchemaOf = (schema: core.$ZodType, io: 'input' | 'output'): JsonSchema => {
  const known = made[io].get(schema);
  if (known) return known;
  const {
    $schema: _,
    '~standard': __,
    ...rest
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (!isDate(zodSchema) && !takesDate(zodSchema)) return;
      delete jsonSchema.anyOf;
      Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  }) as JsonSchema & { '~standard'?: unknown };
  made[io].set(schema, rest);
  return rest;
};

/** The properties of an object schema, also when it is one of several choices, and of all of these together; undefined for anything else. */
export const propertiesOf = (schema: JsonSchema): Record<string, JsonSchema> | undefined => {
  const choices = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const found = choices.flatMap(({ properties }) => (properties === undefined ? [] : [properties]));
  return found.length === 0
    ? undefined
    : (Object.assign({}, ...found.toReversed()) as Record<string, JsonSchema>);
};

/** The schema without some of its properties. */
export const without = (schema: JsonSchema, names: readonly string[]): JsonSchema => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(([name]) => !names.includes(name)),
  ),
  required: (schema.required ?? []).filter((name) => !names.includes(name)),
});

/** The schema of the value at a path; undefined where the schema knows nothing. */
export const schemaAt = (schema: JsonSchema, path: readonly PropertyKey[]): JsonSchema | undefined =>
  path.reduce<JsonSchema | undefined>((found, key) => {
    if (typeof key === 'number') return found && itemsOf(found);
    return found && propertiesOf(found)?.[String(key)];
  }, schema);

/** True for a time, also for one that may be null. */
export const isInstant = (schema: JsonSchema): boolean =>
  [schema, ...(schema.anyOf ?? [])].some(({ format }) => format === 'date-time');

/** The schema of a list's items. */
export const itemsOf = ({ items }: JsonSchema): JsonSchema | undefined =>
  typeof items === 'object' && !Array.isArray(items) ? items : undefined;
