import type { AnyTRPCRouter } from '@trpc/server';
import * as z from 'zod/mini';
import { unsafePattern } from './unsafe-pattern.ts';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;

const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** Everything that `allOf` says about the same value, together. */
const merged = (node: Node): Node =>
  nodesOf(node['allOf']).reduce((all, part) => ({ ...merged(part), ...all }), node);

const patternsOf = (node: Node): string[] => [
  ...(typeof node['pattern'] === 'string' ? [node['pattern']] : []),
  ...nodesOf(node['allOf']).flatMap(patternsOf),
];

const lintNumber = (node: Node, faults: string[]) => {
  // An integer without bounds of its own comes with those of safe integers.
  const isBound = (bound: unknown) => typeof bound === 'number' && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  if (!isBound(node['minimum']) && !isBound(node['exclusiveMinimum'])) faults.push('a number has no minimum');
  if (!isBound(node['maximum']) && !isBound(node['exclusiveMaximum'])) faults.push('a number has no maximum');
};

const lintNode = (given: Node, path: string): string[] => {
  const node = merged(given);
  const faults: string[] = [];
  const nested: string[] = [];
  const into = (child: unknown, at: string) => {
    if (isNode(child)) nested.push(...lintNode(child, at));
  };

  const options = [...nodesOf(node['anyOf']), ...nodesOf(node['oneOf'])];
  for (const option of options) into(option, path);
  const isFixed = node['const'] !== undefined || Array.isArray(node['enum']);

  const lintType = (type: unknown) => {
    switch (type) {
      case 'object': {
        const properties = isNode(node['properties']) ? node['properties'] : undefined;
        if (node['additionalProperties'] !== false) faults.push('an object takes unknown keys');
        if (!properties) faults.push('an object names no fields');
        for (const [name, child] of Object.entries(properties ?? {}))
          into(child, path ? `${path}.${name}` : name);
        return;
      }
      case 'array':
        if (typeof node['maxItems'] !== 'number') faults.push('an array has no maxItems');
        if (isNode(node['items'])) into(node['items'], `${path}[]`);
        else faults.push('an array has items of any kind');
        return;
      case 'string':
        if (typeof node['maxLength'] !== 'number') faults.push('a string has no maxLength');
        return;
      case 'number':
      case 'integer':
        lintNumber(node, faults);
        return;
      case 'boolean':
      case 'null':
        return;
      default:
        faults.push('it takes anything');
    }
  };
  if (options.length === 0 && !isFixed) {
    // A nullable one has two types.
    for (const type of Array.isArray(node['type']) ? node['type'] : [node['type']]) lintType(type);
  }
  for (const pattern of patternsOf(given)) {
    const why = unsafePattern(pattern);
    if (why !== undefined) faults.push(`the pattern ${pattern} ${why}`);
  }
  return [...faults.map((fault) => `${path || '(input)'}: ${fault}`), ...nested];
};

/** True for what zod calls preprocess. */
const changesFirst = (def: z.core.$ZodTypeDef) =>
  def.type === 'pipe' && 'in' in def && isSchema(def.in) && def.in._zod.def.type === 'transform';

/** What an input schema leaves open that a hostile caller could use; empty when every value is bounded. */
export const lintInput = (schema: z.core.$ZodType): string[] => {
  const faults: string[] = [];
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    cycles: 'ref',
    override: ({ zodSchema, jsonSchema, path }) => {
      const { def } = zodSchema._zod;
      if ('coerce' in def && def.coerce === true) faults.push(`${path.join('.')}: a value is coerced`);
      if (changesFirst(def)) faults.push(`${path.join('.')}: a value is changed before it is judged`);
      // The wire reads dates in one fixed form.
      if (def.type === 'date') Object.assign(jsonSchema, { type: 'string', maxLength: 27 });
    },
  });
  return [...faults, ...lintNode(json, '')];
};

type Procedures = Readonly<Record<string, { _def: { inputs: readonly unknown[] } }>>;

/** The inputs of each procedure that takes any. */
export const inputsOf = (router: AnyTRPCRouter) =>
  Object.entries(router._def.procedures as Procedures).flatMap(([path, { _def }]) =>
    _def.inputs.length > 0 ? [{ path, inputs: _def.inputs }] : [],
  );

/** Every fault of every input of a router, by procedure. */
export const lintRouter = (router: AnyTRPCRouter): Record<string, string[]> => {
  const found: Record<string, string[]> = {};
  for (const { path, inputs } of inputsOf(router)) {
    const faults = inputs.flatMap((input) =>
      isSchema(input) ? lintInput(input) : ['its input is not a zod schema'],
    );
    if (faults.length > 0) found[path] = faults;
  }
  return found;
};
