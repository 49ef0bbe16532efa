import { appRouter } from '@pmp/api/server';
import * as z from 'zod/mini';
import { isJson, type Json, type Path, sampleOf, stringPaths } from './json-schema.ts';

/** One string that a caller can send, and a whole input around it. */
export interface InputString {
  /** The procedure, or the method and path of a REST call. */
  readonly where: string;
  readonly path: Path;
  readonly base: unknown;
  /** Whether the input would be taken as it is: then a refusal is about what was put into it. */
  readonly isGood: boolean;
}

type Procedures = Readonly<Record<string, { _def: { type: string; inputs: readonly unknown[] } }>>;

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;

const procedures = (): Procedures => {
  // Its own type names every procedure; here any will do.
  const all: { procedures: object } = appRouter._def;
  return all.procedures as Procedures;
};

/** The kind of every procedure: query, mutation or subscription. */
export const procedureTypes = (): ReadonlyMap<string, string> =>
  new Map(Object.entries(procedures()).map(([path, { _def }]) => [path, _def.type]));

/** Every string of every procedure's input. `fill` puts ids of real records into a base. */
export const procedureStrings = (fill: (where: string, base: unknown) => unknown): InputString[] =>
  Object.entries(procedures()).flatMap(([where, { _def }]) =>
    _def.inputs.filter(isSchema).flatMap((schema) => {
      const json: Json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
      return stringPaths(json).map((path) => {
        const base = fill(where, sampleOf(json, json, path));
        return { where, path, base, isGood: z.safeParse(schema, base).success };
      });
    }),
  );

/** An input that every procedure which is no subscription would take, as far as its schema goes. */
export const procedureSamples = (): {
  where: string;
  type: string;
  input: unknown;
  fields: readonly string[];
}[] =>
  Object.entries(procedures())
    .filter(([, { _def }]) => _def.type !== 'subscription')
    .map(([where, { _def }]) => {
      const schema = _def.inputs.find(isSchema);
      if (schema === undefined) return { where, type: _def.type, input: undefined, fields: [] };
      const json: Json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
      const { properties } = json;
      return {
        where,
        type: _def.type,
        input: sampleOf(json),
        fields: Object.keys(isJson(properties) ? properties : {}),
      };
    });

/** Every operation that an OpenAPI document describes, with a body that its schema allows. */
export function operationSamples(document: Json): { method: string; path: string; body: unknown }[] {
  const paths = isJson(document['paths']) ? document['paths'] : {};
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(isJson(operations) ? operations : {}).map(([method, operation]) => {
      const schema = bodySchema(operation);
      return {
        method: method.toUpperCase(),
        path,
        body: schema === undefined ? undefined : sampleOf(schema, document),
      };
    }),
  );
}

/** Every string of every JSON body that an OpenAPI document describes. */
export function bodyStrings(document: Json, fill: (where: string, base: unknown) => unknown): InputString[] {
  const paths = isJson(document['paths']) ? document['paths'] : {};
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(isJson(operations) ? operations : {}).flatMap(([method, operation]) => {
      const schema = bodySchema(operation);
      if (schema === undefined) return [];
      const where = `${method.toUpperCase()} ${path}`;
      return stringPaths(schema, document).map((at) => ({
        where,
        path: at,
        base: fill(where, sampleOf(schema, document, at)),
        isGood: true,
      }));
    }),
  );
}

function bodySchema(operation: unknown): Json | undefined {
  const found = ['requestBody', 'content', 'application/json', 'schema'].reduce<unknown>(
    (holder, name) => (isJson(holder) ? holder[name] : undefined),
    operation,
  );
  return isJson(found) ? found : undefined;
}
